#include "harness/cli/load_command_line.hpp"

#include "harness/cli/option_forms.hpp"

#include <CLI/CLI.hpp>

namespace ripcord::cli {

void add_load(CLI::App& app, TypedOptions& typed) {
  CLI::App& load = *app.add_subcommand(
      "load", "Call a server as hard as you like, and say how long answers took");
  TypedClient& client = typed.client;
  TypedLoad& values = typed.load;
  load.add_option("--server", client.server, "Whom to call, and its mapper (default 127.0.0.1:135)")
      ->type_name("HOST[:PORT]");
  load.add_option("--endpoint", client.endpoint, "Where the service is, unasked")
      ->type_name("PORT");
  load.add_option("--operation", client.operation, "Of echo (default AddOne)")->type_name("NAME");
  load.add_option("--size", client.size, "Bytes of its data (default 0B)")->type_name("SIZE");
  load.add_option("--interface", client.interface, "Instead of echo")->type_name("UUID[:VERSION]");
  load.add_option("--opnum", client.opnum, "Which operation of it")->type_name("N");
  load.add_option("--stub", client.stub, "The stub of every request")->type_name("HEX");
  load.add_option("--connections", values.connections, "Each makes one call at a time (default 1)")
      ->type_name("N");
  load.add_option("--rate",
                  values.rate,
                  "Open loop: so many calls a second, whatever becomes of them; without it a "
                  "closed loop: peak throughput")
      ->type_name("N");
  load.add_option("--arrivals", values.arrivals, "Of the open loop: poisson (default), constant")
      ->type_name("A");
  load.add_option("--seed", typed.seed, "Of Poisson arrivals and echo's data (default 1)")
      ->type_name("N");
  load.add_option("--warm-up", values.warm_up, "Calls that do not count yet (default 1s)")
      ->type_name("TIME");
  load.add_option("--duration", values.duration, "How long calls count (default 10s)")
      ->type_name("TIME");
  load.add_option("--timeout", client.timeout, "For each step of a call (default 5s)")
      ->type_name("TIME");
  load.add_flag("--strict", typed.strict, "Exit 6 if the rate was not kept, by whomever");
  load.add_option("--out,-o", typed.out, "Folder for result.json, latency.hgrm and service.hgrm")
      ->type_name("DIR");
  add_format(load, typed);
}

}  // namespace ripcord::cli
