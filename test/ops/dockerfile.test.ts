import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect, test } from 'vitest';

const text = await readFile('Dockerfile', 'utf8');
const dockerfile = DockerfileParser.parse(text);
const instructions = (keyword: string) => dockerfile.getInstructions().filter((each) => each.getKeyword() === keyword);

test('nothing to complain about', () => {
  expect(validate(text)).toEqual([]);
  expect(validate('FROM node\nCOPPY . .\n')).not.toEqual([]);
});

test('each stage names a version, on glibc: the SDK has no build for Alpine', () => {
  const images = dockerfile.getFROMs().map((from) => from.getImage());
  expect(images.length).toBeGreaterThan(1);
  for (const image of images) expect(image).toMatch(/^node:20\.\d+-bookworm-slim$/);
});

test('it runs as a user who is not root, told by a number so that Kubernetes can see it', () => {
  const users = instructions('USER').map((user) => user.getArgumentsContent());
  expect(users).toEqual(['1000:1000']);
});

test('what is copied from the project is there, and let through by .dockerignore', async () => {
  const allowed = (await readFile('.dockerignore', 'utf8')).split('\n').flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
  const sources = dockerfile.getCOPYs().flatMap((copy) => {
    if (copy.getFlags().some((flag) => flag.getName() === 'from')) return [];
    return copy.getArguments().slice(0, -1).map((argument) => argument.getValue());
  });
  expect(sources.length).toBeGreaterThan(4);
  for (const source of sources) {
    expect(existsSync(source), source).toBe(true);
    expect(allowed).toContain(source.replace(/^\.\//, ''));
  }
});

test('what the build compiles is copied into it', async () => {
  const { include }: { include: string[] } = JSON.parse(await readFile('tsconfig.json', 'utf8'));
  const copied = dockerfile.getCOPYs().flatMap((copy) => copy.getArguments().map((argument) => argument.getValue().replace(/^\.\//, '')));
  // Neither pictures for the documentation nor benchmarks are part of the image; tsc passes over folders that are not there.
  for (const folder of include.filter((name) => !['docs', 'bench'].includes(name))) expect(copied).toContain(folder);
});
