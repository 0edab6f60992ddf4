// Kawaraban crawls Japanese news of data breaches, reads who was hit, when, how many
// persons and which data, and keeps the answers in SQLite, each with the words that
// prove it.
//
// Every command is a file of this package: its flags, one call into the packages
// below, and the printing. The packages do not know each other; they are wired here.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() { os.Exit(run(os.Args[1:])) }

// run executes one command line and returns the exit code. The first SIGINT or SIGTERM
// asks the command to end in good order, a second one ends it at once.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	root := newRoot()
	root.SetArgs(args)
	return report(os.Stderr, root.ExecuteContext(ctx))
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "kawaraban",
		Short: "Read Japanese news of data breaches into facts, each with its proof",
		Long: `Kawaraban (瓦版) crawls Japanese news of data breaches, reads which organisation
was hit, when, how many persons and which data, and keeps the answers in SQLite,
each with the words that prove it.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part (some articles or
sources failed; the others were done), 4 another run is working on the database.`,
		Example: `  kawaraban demo
  kawaraban extract article.txt --published 2025-07-12
  kawaraban crawl --db kawaraban.db`,
		SuggestionsMinimumDistance: 2,
		SilenceErrors:              true,
		SilenceUsage:               true,
		Args:                       unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(cmd.ErrOrStderr())
			_ = cmd.Help()
			return usage("", "no command given")
		},
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(cmd.CommandPath()+" --help", "%w", err)
	})
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(
		newExtract(), newCrawl(), newReextract(), newStatus(), newSources(), newOrgs(), newDemo(), newSearch(), newCases(), newExport(), newServe(),
		newDoctor(), newBackup(), newEval(), newSchema(), newDictionary(), newVersion(),
	)
	return root
}

func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := "kawaraban --help"
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "kawaraban " + near[0]
	}
	return usage(hint, "unknown command %q", args[0])
}

// takes wraps a check of cobra's on the number of arguments, so that a failed one is
// wrong usage.
func takes(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usage(fmt.Sprintf("%s --help", cmd.CommandPath()), "%w", err)
		}
		return nil
	}
}
