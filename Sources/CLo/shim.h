#pragma once
#include <lo/lo.h>
#include <linux/filter.h>
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

/// Sends many datagrams in one system call.
int osc_send(int socket, struct osc_datagram *datagrams, unsigned int count, int flags)
    __asm__("sendmmsg");

/// glibc's `struct ucred`, which its headers show only under _GNU_SOURCE.
struct osc_credentials {
  int process;
  unsigned int user, group;
};

/// The user at the far end of a connected UNIX socket, as the system vouches for (unix(7)); -1 where unknown.
static inline long osc_peer_user(int socket) {
  struct osc_credentials peer;
  socklen_t length = sizeof peer;
  if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return -1;
  return (long)peer.user;
}

/// Lets another socket of ours be bound to the port of this one.
static inline int osc_share_port(int socket) {
  int one = 1;
  return setsockopt(socket, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
}

/// Has the second socket of a port get what begins with the address "/panic", and the first all else
/// (SO_ATTACH_REUSEPORT_CBPF of socket(7): the program names a socket by the order of binding).
static inline int osc_lead_panics(int socket) {
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x2f70616e, 0, 3), // "/pan"
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 4),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0x69630000, 0, 1), // "ic", and the end of a text
      BPF_STMT(BPF_RET | BPF_K, 1),
      BPF_STMT(BPF_RET | BPF_K, 0),
  };
  struct sock_fprog program = {.len = sizeof code / sizeof *code, .filter = code};
  return setsockopt(socket, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &program, sizeof program);
}
