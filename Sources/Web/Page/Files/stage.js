// The stage view: what a player reads from three metres, and presses with a thumb.

import "./chord.js";
import "./place.js";
import "./tuner.js";
import "./pads.js";
import "./press.js";
