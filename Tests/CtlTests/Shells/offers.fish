function fish_prompt; end
strumctl --generate-completion-script fish | source
function offer_all
  while read -l line
    echo "== $line" >> out
    commandline -r -- $line
    commandline -C (string length -- $line)
    complete -C | string replace -r '\t.*' '' >> out
  end < lines
  echo DONE >> out
  commandline -r ''
end
bind \t offer_all
echo READY >> out
