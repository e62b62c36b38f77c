#pragma once

#include "bench/peers/shape.hpp"
#include "bench/proxy/stopwatch.hpp"

#include <fmt/core.h>

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace ripcord::bench {

/// A peer's two programs in one: `serve PORT` until it is killed, or `call PORT SHAPE SECONDS`,
/// which makes calls of one shape, one after the other on one connection, and prints one line of
/// JSON. `serve(port)` returns never, `call(port, shape, watch)` when the watch has run down.
template <typename Serve, typename Call>
int peer_main(int argc, char** argv, const Serve& serve, const Call& call) {
  const std::string_view action = argc > 2 ? argv[1] : "";
  const auto port = static_cast<std::uint16_t>(argc > 2 ? std::atoi(argv[2]) : 0);
  const auto shape = shape_of(argc == 5 ? argv[3] : "");
  if (action == "serve" && argc == 3) {
    serve(port);
  } else if (action == "call" && shape) {
    Stopwatch watch(std::atof(argv[4]));
    call(port, *shape, watch);
    fmt::print("{}\n", watch.json());
    return 0;
  }
  fmt::print(stderr, "usage: {} serve PORT | call PORT small|64k|1m SECONDS\n", argv[0]);
  return 2;
}

}  // namespace ripcord::bench
