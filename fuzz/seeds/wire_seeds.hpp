#pragma once

#include "fuzz/seeds/seed_folder.hpp"
#include "transports/protocol/unit_info.hpp"

#include <string_view>
#include <vector>

namespace ripcord::fuzz {

/// A PDU that somebody sent, and what its conversation said of it.
struct SentUnit {
  std::size_t connection = 0;
  protocol::Direction direction = protocol::Direction::to_server;
  Bytes unit;
  protocol::UnitInfo info;
};

/// Makes inputs for every target that reads PDUs or stubs out of one talk; `name` says whose.
void add_wire_seeds(std::string_view name, const std::vector<SentUnit>& talk, SeedFolder& seeds);

}  // namespace ripcord::fuzz
