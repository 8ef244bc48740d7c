# Completes the words of prompt-to-image in zsh. Load it after compinit with: source <(prompt-to-image completion zsh)
_prompt_to_image() {
  local line="${(j: :)words[1,CURRENT]}"
  local -a suggestions
  suggestions=("${(@f)$("${(Q)words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
  if [[ -n "${suggestions[1]}" ]]; then
    compadd -- "${suggestions[@]}"
  else
    _files
  fi
}
compdef _prompt_to_image prompt-to-image
