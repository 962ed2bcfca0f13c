#!/bin/sh
# Builds kg/server/static/editor.js, the editor of the query page, and the licences of what is in it. Needs Node and npm.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp package.json editor.js "$work"
cd "$work"
npm install --no-audit --no-fund --no-package-lock --silent
npx esbuild editor.js --bundle --minify --format=esm --target=es2021 --legal-comments=none --metafile=meta.json --outfile=editor.min.js
cd - > /dev/null
cp "$work/editor.min.js" ../../kg/server/static/editor.js
node licences.mjs "$work" > ../../LICENSES/editor.txt
