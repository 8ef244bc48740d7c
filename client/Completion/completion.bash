# Completes the words of prompt-to-image in bash. Load it with: source <(prompt-to-image completion bash)
_prompt_to_image() {
  local line=${COMP_LINE:0:COMP_POINT}
  local word=${line##*[[:space:]]}
  # bash also splits words at ':' and '=', and replaces only the last part of the word.
  local kept=${word%"$2"} suggestion
  COMPREPLY=()
  while IFS= read -r suggestion; do
    if [[ $suggestion == "$word"* ]]; then
      COMPREPLY+=("${suggestion#"$kept"}")
    fi
  done < <("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
}
complete -o default -F _prompt_to_image prompt-to-image
