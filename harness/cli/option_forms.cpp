#include "harness/cli/option_forms.hpp"

#include <CLI/CLI.hpp>

namespace ripcord::cli {

CLI::Option* add_list(CLI::App& app,
                      const char* name,
                      std::vector<std::string>& values,
                      const char* help) {
  return app.add_option(name, values, help)->allow_extra_args(false);
}

void add_format(CLI::App& app, TypedOptions& typed) {
  app.add_option("--format", typed.format, "text or json")->type_name("F");
}

}  // namespace ripcord::cli
