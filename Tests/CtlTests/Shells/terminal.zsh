# Sits at a terminal in which a shell completes: each line of the file `lines` once the tab is pressed, into the file
# `out`.
#
#     zsh -f terminal.zsh FILE SHELL...
#
# FILE is what SHELL, which talks, reads first.
zmodload zsh/zpty zsh/zselect
wait_for () {
  repeat 1500; do
    zpty -rt terminal ignored
    grep -qx $1 out && return
    zselect -t 2
  done
  print -u2 "no $1 within half a minute"
  exit 1
}
: > out
zpty terminal "${@:2}"
zpty -w terminal "source $1"
wait_for READY
# The shell has to be at its prompt again before it takes a key for one.
zselect -t 30
zpty -wn terminal $'\t'
wait_for DONE
grep -vx 'READY\|DONE' out
