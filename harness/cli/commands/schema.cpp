#include "harness/scenario/schema.hpp"

#include "harness/cli/commands.hpp"
#include "harness/report/result_schema.hpp"
#include "harness/scenario/reference.hpp"

namespace ripcord::cli {

ExitCode schema_command(const SchemaOptions& options, const Program& program, Console& console) {
  if (options.of == SchemaOptions::Of::result) {
    console.out << report::result_schema();
  } else if (options.format == Format::markdown) {
    console.out << scenario::reference_page(*program.vocabulary);
  } else {
    console.out << scenario::schema_text(*program.vocabulary);
  }
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
