package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/net/netutil"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/web"
	"github.com/kawaraban/kawaraban/store"
)

// tokenVariable names the token where --token would show it to all who list processes.
const tokenVariable = "KAWARABAN_TOKEN"

// mostConnections bounds what one server holds open.
const mostConnections = 256

// lastAnswers is how long requests that are being answered may take when the server ends.
const lastAnswers = 10 * time.Second

// A serving is one run of serve.
type serving struct {
	db, listen, token string
	hosts             []string
	readOnly          bool
}

func newServe() *cobra.Command {
	var s serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve pages to paste articles into and to browse the cases, and an API",
		Long: `Serves a web interface, in Japanese and English, and the same as JSON (/api/openapi.json
describes it), until it is interrupted. It asks no other server for anything. With no
database at --db it makes one, unless it may only read.

Who can reach the address can read all and, without --read-only, decide on cases and add
articles. That is this machine alone, unless --listen names another address; then ask
for a token, which browsers take as a password and programs show as a bearer's. It is
sent as it is: put a server that speaks TLS in front where others share the network.`,
		Example: `  kawaraban serve --db news.db
  KAWARABAN_TOKEN=… kawaraban serve --listen 0.0.0.0:8080 --host news.example --read-only`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&s.db, "db", defaultDB, "the SQLite `file`")
	fs.StringVar(&s.listen, "listen", "127.0.0.1:8080", "`address` to listen at; port 0 takes a free one")
	fs.BoolVar(&s.readOnly, "read-only", false, "change nothing: no decisions, no saving")
	fs.StringVar(&s.token, "token", "", "let in only who shows this `word`; better in the variable "+tokenVariable)
	fs.StringSliceVar(&s.hosts, "host", nil, "further `name` by which the server may be asked, such as a proxy's")
	return cmd
}

func (s *serving) run(ctx context.Context, out, stderr io.Writer) (err error) {
	host, _, err := net.SplitHostPort(s.listen)
	if err != nil {
		return usage("--listen 127.0.0.1:8080", "--listen %q is no address with a port", s.listen)
	}
	if s.token == "" {
		s.token = os.Getenv(tokenVariable)
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	o := web.Options{Token: s.token, Hosts: s.hosts, Schema: schemaJSON, Log: log}
	if host != "" {
		o.Hosts = append(o.Hosts, host)
	}
	if !s.readOnly {
		// First, since it makes the file, or brings it up to date.
		if o.Writer, err = store.Open(ctx, s.db); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, o.Writer.Close()) }()
	}
	if o.DB, err = store.OpenReadOnly(ctx, s.db); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.DB.Close()) }()

	listener, err := net.Listen("tcp", s.listen)
	if err != nil {
		return failed("--listen 127.0.0.1:0 takes a free port", "listen at %s: %w", s.listen, errors.Unwrap(err))
	}
	if !loopback(listener.Addr()) && s.token == "" {
		printWarning(stderr, fmt.Sprintf("all who can reach %s can read the database%s; set %s to ask for a token",
			listener.Addr(), map[bool]string{false: " and change it"}[s.readOnly], tokenVariable))
	}
	if _, err := fmt.Fprintf(out, "http://%s/\n", shownAddress(listener.Addr())); err != nil {
		return errors.Join(err, listener.Close())
	}
	return serveUntil(ctx, netutil.LimitListener(listener, mostConnections), &http.Server{
		Handler:           web.Handler(o),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	})
}

// serveUntil serves until ctx ends, then answers what was asked before.
func serveUntil(ctx context.Context, l net.Listener, server *http.Server) error {
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastAnswers)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		return errors.Join(fmt.Errorf("serve: some answers were cut off: %w", err), server.Close())
	}
	return nil
}

// loopback reports whether only this machine can reach an address.
func loopback(a net.Addr) bool {
	at, err := netip.ParseAddrPort(a.String())
	return err == nil && at.Addr().Unmap().IsLoopback()
}

// shownAddress is an address as a browser on this machine asks for it.
func shownAddress(a net.Addr) string {
	at, err := netip.ParseAddrPort(a.String())
	if err == nil && at.Addr().IsUnspecified() {
		return fmt.Sprintf("localhost:%d", at.Port())
	}
	return strings.ToLower(a.String())
}
