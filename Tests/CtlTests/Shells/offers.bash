PS1=
shopt -s extglob  # as bash-completion has it
source <(strumctl --generate-completion-script bash)
completer=$(complete -p strumctl) completer=${completer##*-F } completer=${completer% strumctl}
# What the last word becomes by each offer, since bash replaces only what follows a colon.
offer () {
  local before=${COMP_LINE%"$2"} each
  "$completer" "$@"
  echo "== $COMP_LINE" >> out
  for each in "${COMPREPLY[@]}"; do echo "${before##*[[:space:]]}$each" >> out; done
}
complete -F offer strumctl
bind 'set completion-query-items 0'
bind 'set page-completions off'
bind '"\C-x\C-x": complete'
keys=
while IFS= read -r line; do keys+="$line\C-x\C-x\C-e\C-u"; done < lines
bind "\"\t\": \"${keys}echo DONE >> out\C-j\""
echo READY >> out
