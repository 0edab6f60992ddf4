# Conveniences; nothing here is needed to build or test.
.PHONY: build test demo bench scale ci

build: ; CGO_ENABLED=0 go build -o kawaraban ./cmd/kawaraban
test:  ; go test ./...
demo:  ; go run ./cmd/kawaraban demo
bench:
	go test -run '^$$' -bench 'Process|Archive' -benchtime 1x ./cmd/kawaraban
	go test -run '^$$' -bench 'Dismiss' ./extract
	go test -run '^$$' -bench 'Extract' -benchtime 1x ./extract
scale: ; KAWARABAN_SCALE=100000 go test -run '^$$' -bench Scale -benchtime 1x -timeout 2h ./cmd/kawaraban
ci:    ; .ci/run
