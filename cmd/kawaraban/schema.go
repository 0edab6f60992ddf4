package main

import (
	_ "embed"

	"github.com/spf13/cobra"
)

//go:embed schema/kawaraban-1.schema.json
var schemaJSON []byte

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the JSON Schema of the JSON output",
		Example: "  kawaraban schema > kawaraban-1.schema.json",
		Args:    takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(schemaJSON)
			return err
		},
	}
}
