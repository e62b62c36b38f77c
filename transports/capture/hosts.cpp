#include "transports/capture/hosts.hpp"

#include <algorithm>

namespace ripcord::capture {
namespace {

// What a block's record of a name can hold, and a person reads.
constexpr std::size_t name_bytes_max = 255;
constexpr std::uint32_t network = 10U << 24U;
constexpr std::uint32_t hosts_max = 0xfffe;

}  // namespace

std::uint32_t Hosts::address(Area area, trace::NameId name) {
  const auto known = addresses_.find({area, name});
  if (known != addresses_.end()) return known->second;
  const auto is_of_area = [&](const auto& entry) { return entry.first.first == area; };
  const auto count = static_cast<std::uint32_t>(std::ranges::count_if(addresses_, is_of_area));
  const std::uint32_t address =
      network | static_cast<std::uint32_t>(area) << 16U | (1 + count % hosts_max);
  addresses_.emplace(std::pair(area, name), address);
  const bool is_shim = area == Area::shim_for_client || area == Area::shim_for_service;
  std::string text(log_.text(name).substr(0, name_bytes_max));
  names_.push_back({.address = address, .name = std::move(text) + (is_shim ? ".shim" : "")});
  return address;
}

}  // namespace ripcord::capture
