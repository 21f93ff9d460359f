// Plugins that do, or do wrong, one thing each, for the tests of the host.
#include <lv2/atom/atom.h>
#include <lv2/atom/util.h>
#include <lv2/buf-size/buf-size.h>
#include <lv2/core/lv2.h>
#include <lv2/midi/midi.h>
#include <lv2/options/options.h>
#include <lv2/state/state.h>
#include <lv2/time/time.h>
#include <lv2/urid/urid.h>
#include <lv2/worker/worker.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define PORTS 16
typedef struct {
  void *ports[PORTS];
  float memory[4096];
  uint32_t position;
  LV2_URID_Map *map;
  LV2_Worker_Schedule *schedule;
  uint32_t midi, time_position, bar_beat, tempo, memory_key, int_type;
  float value;
} Plugin;

static LV2_Handle instantiate(
    const LV2_Descriptor *descriptor, double rate, const char *path,
    const LV2_Feature *const *features) {
  Plugin *self = calloc(1, sizeof(Plugin));
  for (; *features; features++) {
    if (!strcmp((*features)->URI, LV2_URID__map)) self->map = (*features)->data;
    if (!strcmp((*features)->URI, LV2_WORKER__schedule)) self->schedule = (*features)->data;
  }
  self->midi = self->map->map(self->map->handle, LV2_MIDI__MidiEvent);
  self->time_position = self->map->map(self->map->handle, LV2_TIME__Position);
  self->bar_beat = self->map->map(self->map->handle, LV2_TIME__barBeat);
  self->tempo = self->map->map(self->map->handle, LV2_TIME__beatsPerMinute);
  self->memory_key = self->map->map(self->map->handle, "urn:strumd:test:memory");
  self->int_type = self->map->map(self->map->handle, LV2_ATOM__Int);
  return self;
}
static LV2_Handle crash(
    const LV2_Descriptor *descriptor, double rate, const char *path,
    const LV2_Feature *const *features) {
  *(volatile int *)16 = 1;
  return NULL;
}
static LV2_Handle refuse(
    const LV2_Descriptor *descriptor, double rate, const char *path,
    const LV2_Feature *const *features) { return NULL; }
static LV2_Handle make_slowly(
    const LV2_Descriptor *descriptor, double rate, const char *path,
    const LV2_Feature *const *features) {
  nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
  return instantiate(descriptor, rate, path, features);
}
static void connect_port(LV2_Handle handle, uint32_t port, void *memory) {
  ((Plugin *)handle)->ports[port] = memory;
}
static void cleanup(LV2_Handle handle) { free(handle); }
// Says whether it is the process's first thread that lets go of the plugin.
static void cleanup_telling(LV2_Handle handle) {
  const int is_first = syscall(SYS_gettid) == getpid();
  fprintf(stderr, "let go of on %s thread\n", is_first ? "the first" : "another");
  free(handle);
}
static float number(Plugin *self, int port) { return *(float *)self->ports[port]; }

// in, out, frames, latency: delays by `frames`, and says so.
static void run_delay(LV2_Handle handle, uint32_t count) {
  Plugin *self = handle;
  const float *in = self->ports[0];
  float *out = self->ports[1];
  const uint32_t frames = (uint32_t)number(self, 2);
  for (uint32_t i = 0; i < count; i++) {
    self->memory[self->position & 4095] = in[i];
    out[i] = self->memory[(self->position - frames) & 4095];
    self->position++;
  }
  *(float *)self->ports[3] = frames;
}

// in, out, level, steps, mode, on, frequency, fire: shows its controls as samples.
static void run_controls(LV2_Handle handle, uint32_t count) {
  Plugin *self = handle;
  const float *in = self->ports[0];
  float *out = self->ports[1];
  for (uint32_t i = 0; i < count; i++) out[i] = in[i];
  for (int port = 2; port < 8 && (uint32_t)port - 2 < count; port++) {
    out[port - 2] = number(self, port);
  }
}

// midi in, midi out, audio out: turns notes into samples, asks its worker to double each key, and
// sends the fifth above.
static void run_worker(LV2_Handle handle, uint32_t count) {
  Plugin *self = handle;
  const LV2_Atom_Sequence *in = self->ports[0];
  LV2_Atom_Sequence *out = self->ports[1];
  const uint32_t capacity = out->atom.size;
  lv2_atom_sequence_clear(out);
  out->atom.type = in->atom.type;
  float *samples = self->ports[2];
  for (uint32_t i = 0; i < count; i++) samples[i] = self->value;
  LV2_ATOM_SEQUENCE_FOREACH(in, event) {
    if (event->body.type != self->midi) continue;
    const uint8_t *bytes = (const uint8_t *)(event + 1);
    if ((bytes[0] & 0xF0) == 0x90) {
      uint32_t key = bytes[1];
      self->schedule->schedule_work(self->schedule->handle, sizeof key, &key);
    }
    struct { LV2_Atom_Event event; uint8_t bytes[8]; } answer = {.event = *event};
    memcpy(answer.bytes, bytes, 3);
    answer.bytes[1] += 7;
    lv2_atom_sequence_append_event(out, capacity, &answer.event);
  }
}
static LV2_Worker_Status work(
    LV2_Handle handle, LV2_Worker_Respond_Function respond, LV2_Worker_Respond_Handle to,
    uint32_t size, const void *data) {
  const uint32_t doubled = *(const uint32_t *)data * 2;
  return respond(to, sizeof doubled, &doubled);
}
static LV2_Worker_Status work_response(LV2_Handle handle, uint32_t size, const void *data) {
  ((Plugin *)handle)->value = *(const uint32_t *)data;
  return LV2_WORKER_SUCCESS;
}

// atom in, audio out: shows the beat of the bar and the tempo as its first two samples.
static void run_time(LV2_Handle handle, uint32_t count) {
  Plugin *self = handle;
  const LV2_Atom_Sequence *in = self->ports[0];
  float *out = self->ports[1];
  memset(out, 0, count * sizeof(float));
  LV2_ATOM_SEQUENCE_FOREACH(in, event) {
    const LV2_Atom_Object *object = (const LV2_Atom_Object *)&event->body;
    if (object->body.otype != self->time_position) continue;
    const LV2_Atom *beat = NULL, *tempo = NULL;
    lv2_atom_object_get(object, self->bar_beat, &beat, self->tempo, &tempo, 0);
    if (count > 0 && beat) out[0] = ((const LV2_Atom_Float *)beat)->body;
    if (count > 1 && tempo) out[1] = ((const LV2_Atom_Float *)tempo)->body;
  }
}

// audio out, level: keeps a count of its blocks as its state, and shows it.
static void run_memory(LV2_Handle handle, uint32_t count) {
  Plugin *self = handle;
  float *out = self->ports[0];
  self->position++;
  for (uint32_t i = 0; i < count; i++) out[i] = self->position;
}
static LV2_State_Status save(
    LV2_Handle handle, LV2_State_Store_Function store, LV2_State_Handle to, uint32_t flags,
    const LV2_Feature *const *features) {
  Plugin *self = handle;
  const int32_t value = self->position;
  return store(to, self->memory_key, &value, sizeof value, self->int_type,
      LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
}
static LV2_State_Status restore(
    LV2_Handle handle, LV2_State_Retrieve_Function retrieve, LV2_State_Handle from, uint32_t flags,
    const LV2_Feature *const *features) {
  Plugin *self = handle;
  size_t size;
  uint32_t type, valueflags;
  const int32_t *value = retrieve(from, self->memory_key, &size, &type, &valueflags);
  if (value) self->position = *value;
  return LV2_STATE_SUCCESS;
}

// in, out, break: does harm while `break` is 1 (a crash), 2 (samples that are none), 3 (an hour), 4
// (four milliseconds of the processor's time) or 5 (the same, but from the 200th block on).
static void run_harm(LV2_Handle handle, uint32_t count) {
  Plugin *self = handle;
  const float *in = self->ports[0];
  float *out = self->ports[1];
  for (uint32_t i = 0; i < count; i++) out[i] = in[i];
  const int harm = (int)number(self, 2);
  if (harm == 1) *(volatile int *)16 = 1;
  if (harm == 2 && count > 0) out[count / 2] = NAN;
  if (harm == 3) nanosleep(&(struct timespec){.tv_sec = 3600}, NULL);
  struct timespec start, now;
  const int is_slow = harm == 4 || (harm == 5 && self->position++ > 200);
  if (is_slow) clock_gettime(CLOCK_MONOTONIC, &start);
  while (is_slow) {
    clock_gettime(CLOCK_MONOTONIC, &now);
    if ((now.tv_sec - start.tv_sec) * 1000000000 + now.tv_nsec - start.tv_nsec > 4000000) break;
  }
}

// in, out, peak, usual: tells the greatest sample of its block, and how long its blocks usually are.
static LV2_Handle make_meter(
    const LV2_Descriptor *descriptor, double rate, const char *path,
    const LV2_Feature *const *features) {
  Plugin *self = instantiate(descriptor, rate, path, features);
  for (; *features; features++) {
    if (strcmp((*features)->URI, LV2_OPTIONS__options)) continue;
    for (const LV2_Options_Option *option = (*features)->data; option->key; option++) {
      if (option->key == self->map->map(self->map->handle, LV2_BUF_SIZE__nominalBlockLength)) {
        self->value = *(const int32_t *)option->value;
      }
    }
  }
  return self;
}
// in, out, notes, echoes: passes sound and messages on if its blocks are as long as it was told.
static void run_fixed(LV2_Handle handle, uint32_t count) {
  Plugin *self = handle;
  const float *in = self->ports[0];
  float *out = self->ports[1];
  for (uint32_t i = 0; i < count; i++) out[i] = count == self->value ? in[i] : 99;
  const LV2_Atom_Sequence *notes = self->ports[2];
  LV2_Atom_Sequence *echoes = self->ports[3];
  const uint32_t capacity = echoes->atom.size;
  lv2_atom_sequence_clear(echoes);
  echoes->atom.type = notes->atom.type;
  LV2_ATOM_SEQUENCE_FOREACH(notes, event) {
    lv2_atom_sequence_append_event(echoes, capacity, event);
  }
}
static void run_meter(LV2_Handle handle, uint32_t count) {
  Plugin *self = handle;
  const float *in = self->ports[0];
  float *out = self->ports[1], peak = 0;
  for (uint32_t i = 0; i < count; i++) {
    out[i] = in[i];
    peak = fmaxf(peak, fabsf(in[i]));
  }
  *(float *)self->ports[2] = peak;
  *(float *)self->ports[3] = self->value;
}

static const void *extension_data(const char *uri) {
  static const LV2_Worker_Interface worker = {work, work_response, NULL};
  static const LV2_State_Interface state = {save, restore};
  if (!strcmp(uri, LV2_WORKER__interface)) return &worker;
  if (!strcmp(uri, LV2_STATE__interface)) return &state;
  return NULL;
}
static const void *no_extension_data(const char *uri) { return NULL; }

#define DESCRIBE(name, make, run, cleanup, extensions)                                        \
  {"urn:strumd:test:" name, make, connect_port, NULL, run, NULL, cleanup, extensions}
#define PLUGIN(name, make, run, extensions) DESCRIBE(name, make, run, cleanup, extensions)
LV2_SYMBOL_EXPORT const LV2_Descriptor *lv2_descriptor(uint32_t index) {
  static const LV2_Descriptor descriptors[] = {
    PLUGIN("delay", instantiate, run_delay, no_extension_data),
    PLUGIN("controls", instantiate, run_controls, no_extension_data),
    PLUGIN("worker", instantiate, run_worker, extension_data),
    PLUGIN("time", instantiate, run_time, no_extension_data),
    PLUGIN("memory", instantiate, run_memory, extension_data),
    DESCRIBE("harm", instantiate, run_harm, cleanup_telling, no_extension_data),
    PLUGIN("crash", crash, run_harm, no_extension_data),
    PLUGIN("refusal", refuse, run_harm, no_extension_data),
    PLUGIN("slow", make_slowly, run_harm, no_extension_data),
    PLUGIN("meter", make_meter, run_meter, no_extension_data),
    PLUGIN("fixed", make_meter, run_fixed, no_extension_data),
    PLUGIN("demand", instantiate, run_harm, no_extension_data),
  };
  return index < sizeof descriptors / sizeof *descriptors ? &descriptors[index] : NULL;
}
