#pragma once
#include <lo/lo.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

/// glibc's `struct mmsghdr`, which its headers show only under _GNU_SOURCE.
struct osc_datagram {
  struct msghdr header;
  unsigned int length;
};

/// Reads many datagrams in one system call.
int osc_receive(int socket, struct osc_datagram *datagrams, unsigned int count, int flags,
                struct timespec *timeout) __asm__("recvmmsg");
