#pragma once

#include "bench/exchange.hpp"
#include "bench/proxy/calls.hpp"

namespace ripcord::bench {

/// A call of `row` as the PDUs that carry it.
inline Exchange exchange_of(Row row) {
  return {.request = request_units(row), .response = response_units(row, 0)};
}

}  // namespace ripcord::bench
