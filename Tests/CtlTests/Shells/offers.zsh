PS1= RPS1=
autoload -Uz compinit && compinit -u -D
source <(strumctl --generate-completion-script zsh)
compdef _strumctl strumctl
# What is added for sorting out or describing is no offer yet.
compadd () {
  [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]] && { builtin compadd "$@"; return }
  local -a offered
  builtin compadd -O offered "$@"
  print -rl -- $offered >> out
  builtin compadd "$@"
}
zle -C offer complete-word _main_complete
offer-all () {
  local line
  for line in ${(f)"$(<lines)"}; do
    print -r -- "== $line" >> out
    BUFFER=$line CURSOR=$#line
    zle offer
  done
  print DONE >> out
  BUFFER=
}
zle -N offer-all
bindkey '^I' offer-all
print READY >> out
