#pragma once
// What Swift's Glibc leaves out.
#include <sys/eventfd.h>
#include <sys/signalfd.h>
