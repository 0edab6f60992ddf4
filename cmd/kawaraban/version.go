package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the versions of the program, its rules and its output",
		Example: "  kawaraban version",
		Args:    takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			built := ""
			if info, ok := debug.ReadBuildInfo(); ok {
				built = info.Main.Version
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "kawaraban %s, rules %s, output %s, %s\n",
				cmp.Or(built, "(devel)"), extract.Version, answer.SchemaName, runtime.Version())
			return err
		},
	}
}
