# Conveniences; nothing here is needed to build or test.
.PHONY: build test demo ci

build: ; CGO_ENABLED=0 go build -o kawaraban ./cmd/kawaraban
test:  ; go test ./...
demo:  ; go run ./cmd/kawaraban demo
ci:    ; .ci/run
