#pragma once

#include "harness/cli/options.hpp"
#include "harness/client/errands.hpp"
#include "harness/peers/client/call_failure.hpp"
#include "harness/report/table.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/protocol/interface_table.hpp"

#include <span>
#include <string>
#include <vector>

namespace ripcord::cli {

/// What `client` prints of answers: tables and lines for people, JSON for programs. `known` are the
/// interfaces that have names here.
using KnownInterfaces = std::span<const protocol::Interface>;

/// The elements of an endpoint map, in the mapper's order.
[[nodiscard]] std::string listing_table(const std::vector<dcerpc::ept::Entry>& entries,
                                        KnownInterfaces known,
                                        report::Colours colours);
[[nodiscard]] std::string listing_json(const std::vector<dcerpc::ept::Entry>& entries,
                                       KnownInterfaces known);

/// Towers that `host`'s mapper answered, one string binding a line: `ncacn_ip_tcp:host[49152]`.
[[nodiscard]] std::string towers_text(const std::vector<dcerpc::TowerBinding>& towers,
                                      const std::string& host);
[[nodiscard]] std::string towers_json(const std::vector<dcerpc::TowerBinding>& towers,
                                      const std::string& host);

[[nodiscard]] std::string portrait_text(const client::SelfPortrait& portrait,
                                        KnownInterfaces known);
[[nodiscard]] std::string portrait_json(const client::SelfPortrait& portrait,
                                        KnownInterfaces known);

/// What became of echo calls, a line an operation.
[[nodiscard]] std::string echoes_text(const std::vector<client::Echoed>& echoes,
                                      std::uint32_t times,
                                      report::Colours colours);

/// Why a call has no answer, for a person: where it came to grief, and what the server or the
/// network said, by name and number.
[[nodiscard]] std::string failure_text(const peers::CallFailure& failure);

/// `nca_s_op_rng_error (0x1c010002)`.
[[nodiscard]] std::string status_text(std::uint32_t status);

}  // namespace ripcord::cli
