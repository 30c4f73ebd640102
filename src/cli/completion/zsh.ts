import type { CompletedCommand, CompletedOption } from './command-tree.ts';

/** For a file `_frontal` in a folder of `fpath`, or for `source <(frontal completion zsh)`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef frontal
# Completion of frontal for zsh.
_frontal() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(specOf).join('\n')}
  esac
}
if [ "$funcstack[1]" = _frontal ]; then
  _frontal "$@"
else
  compdef _frontal frontal
fi
`;
}

function specOf({ name, options, words, takesFiles }: CompletedCommand): string {
  const rest = words.length > 0 ? quoted(`1:word:(${words.join(' ')})`) : takesFiles ? quoted('*:file:_files') : quoted('*:id: ');
  return `    ${name}) _arguments ${[...options.flatMap(optionSpecs), rest].join(' ')} ;;`;
}

function optionSpecs({ names, description, takesValue, choices }: CompletedOption): string[] {
  const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : '';
  const told = description.replace(/[[\]:\\]/g, (mark) => `\\${mark}`);
  return names.map((name) => quoted(`*${name}[${told}]${value}`));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
