#pragma once
// What Swift's Glibc leaves out.
#include <sys/eventfd.h>
#include <linux/prctl.h>
#include <sys/signalfd.h>
#include <linux/openat2.h>
#include <sys/syscall.h>

long syscall(long number, ...);

/// Has this process killed when the thread that started it ends.
static inline int linux_end_with_parent(void) {
  const int sigkill = 9;
  return (int)syscall(SYS_prctl, PR_SET_PDEATHSIG, sigkill, 0, 0, 0);
}

/// Opens `path` below `folder` with `flags`: no "..", no absolute path and no link leads out of it.
static inline int linux_open_below(int folder, const char *path, int flags) {
  struct open_how how = {
      .flags = (unsigned)flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

/// Renames `from` to `to` in `folder`, which must be free unless `replaces`.
static inline int linux_rename(int folder, const char *from, const char *to, int replaces) {
  const unsigned noreplace = 1;
  return (int)syscall(SYS_renameat2, folder, from, folder, to, replaces ? 0 : noreplace);
}
