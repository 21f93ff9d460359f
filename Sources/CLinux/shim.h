#pragma once
// What Swift's Glibc leaves out.
#include <elf.h>
#include <stddef.h>
#include <sys/auxv.h>
#include <sys/eventfd.h>
#include <linux/prctl.h>
#include <sys/signalfd.h>
#include <linux/openat2.h>
#include <sys/syscall.h>

long syscall(long number, ...);
int madvise(void *start, size_t length, int advice);

/// Has this process killed when the thread that started it ends.
static inline int linux_end_with_parent(void) {
  const int sigkill = 9;
  return (int)syscall(SYS_prctl, PR_SET_PDEATHSIG, sigkill, 0, 0, 0);
}

/// What a thread asks of the scheduler: the beginning of the kernel's `struct sched_attr`, version 0.
struct linux_schedule {
  unsigned size, policy;
  unsigned long long flags;
  int nice;
  unsigned priority;
  unsigned long long runtime, deadline, period;
};

/// Asks for turns of so many nanoseconds for this thread, and those it starts, if it is an ordinary one: who asks for
/// less at a time is let in sooner. Kernels before 6.12 take no notice.
static inline int linux_ask_for_turns(unsigned long long nanoseconds) {
  struct linux_schedule schedule = {.size = sizeof schedule};
  if (syscall(SYS_sched_getattr, 0, &schedule, sizeof schedule, 0) != 0) return -1;
  if (schedule.policy != 0) return -1;
  schedule.runtime = nanoseconds;
  return (int)syscall(SYS_sched_setattr, 0, &schedule, 0);
}

/// Opens `path` below `folder` with `flags`: no "..", no absolute path and no link leads out of it.
static inline int linux_open_below(int folder, const char *path, int flags) {
  struct open_how how = {
      .flags = (unsigned)flags, .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS};
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

/// Has a program that is started with `actions`, a `posix_spawn_file_actions_t`, begin with all files shut from
/// the number `first` on.
int linux_shut_from(void *actions, int first) __asm__("posix_spawn_file_actions_addclosefrom_np");

/// Opens the place where `path` leads, without opening the file that lies there.
static inline int linux_open_place(const char *path) {
  const int working_folder = -100, path_only = 010000000, cloexec = 02000000;
  return (int)syscall(SYS_openat, working_folder, path, path_only | cloexec, 0);
}

/// Renames `from` to `to` in `folder`, which must be free unless `replaces`.
static inline int linux_rename(int folder, const char *from, const char *to, int replaces) {
  const unsigned noreplace = 1;
  return (int)syscall(SYS_renameat2, folder, from, folder, to, replaces ? 0 : noreplace);
}

/// A program or library that is loaded; the beginning of glibc's `struct dl_phdr_info`, which only shows
/// itself to programs that ask for it.
struct linux_object {
  Elf64_Addr base;
  const char *name;
  const Elf64_Phdr *segments;
  Elf64_Half count;
};
int linux_each_object(int (*visit)(struct linux_object *, size_t, void *), void *context)
    __asm__("dl_iterate_phdr");

/// Whether the code of `object` was changed when it was loaded.
static inline int linux_is_patched(const struct linux_object *object) {
  for (int index = 0; index < object->count; index++) {
    const Elf64_Phdr *segment = object->segments + index;
    if (segment->p_type != PT_DYNAMIC) continue;
    const Elf64_Dyn *entry = (const Elf64_Dyn *)(object->base + segment->p_vaddr);
    for (; entry->d_tag != DT_NULL; entry++) {
      if (entry->d_tag == DT_TEXTREL) return 1;
      if (entry->d_tag == DT_FLAGS && entry->d_un.d_val & DF_TEXTREL) return 1;
    }
  }
  return 0;
}

/// Whether the audio thread works with `object`: with JACK, the mathematical library, the synth or a plugin.
///
/// It would be the one to wait for pages that were let go of, those of the synth as late as at the
/// first note.
static inline int linux_is_punctual(const struct linux_object *object) {
  static const char *const marks[] = {"/libjack.", "/libm.", "/libfluidsynth.", ".lv2/"};
  for (int index = 0; index < 4; index++)
    if (__builtin_strstr(object->name, marks[index])) return 1;
  return 0;
}

static inline int linux_forget_object(struct linux_object *object, size_t size, void *unused) {
  if (linux_is_patched(object) || linux_is_punctual(object)) return 0;
  const int dontneed = 4;
  const size_t page = getauxval(AT_PAGESZ);
  for (int index = 0; index < object->count; index++) {
    const Elf64_Phdr *segment = object->segments + index;
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
    const size_t start = (object->base + segment->p_vaddr + page - 1) & ~(page - 1);
    const size_t end = (object->base + segment->p_vaddr + segment->p_filesz) & ~(page - 1);
    if (end > start) madvise((void *)start, end - start, dontneed);
  }
  return 0;
}

/// Lets go of the pages of code and constants that are in memory, of this program and of libraries that the
/// audio thread has no part in: those that are needed come back from the system's cache of files when they
/// are touched next.
static inline void linux_forget_code(void) { linux_each_object(linux_forget_object, 0); }
