import type { CompletedCommand } from './command-tree.ts';

/** For `source <(frontal completion bash)`. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  return `# Completion of frontal for bash.
_frontal() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} words= plain=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')} --help --version" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]} $previous" in
${commands.flatMap(choices).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(words).join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -W "$plain" -- "$current")) ;;
  esac
}
complete -o default -o bashdefault -F _frontal frontal
`;
}

/** Options that take one of several words; after any other option with a value the shell offers files. */
function choices({ name, options }: CompletedCommand): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map(({ names, choices: known }) => {
      const pattern = names.map((option) => `"${name} ${option}"`).join('|');
      return `    ${pattern}) COMPREPLY=($(compgen -W "${known.join(' ')}" -- "$current")); return ;;`;
    });
}

function words({ name, options, words: plain }: CompletedCommand): string {
  return `    ${name}) words="${options.flatMap(({ names }) => names).join(' ')}"; plain="${plain.join(' ')}" ;;`;
}
