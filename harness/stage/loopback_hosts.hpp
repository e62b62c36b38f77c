#pragma once

#include "transports/base/result.hpp"
#include "transports/io/address.hpp"
#include "transports/tcp/network.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ripcord::stage {

/// An address of 127.0.0.0/8 that nobody else who asks here, in this process or another, has while
/// it lives: the kernel lends one socket bound to its first reserved port.
class LoopbackAddress {
 public:
  /// Errors: the kernel's, such as `too_many_files`.
  [[nodiscard]] static Result<std::unique_ptr<LoopbackAddress>> claim();
  ~LoopbackAddress();
  LoopbackAddress(const LoopbackAddress&) = delete;
  LoopbackAddress& operator=(const LoopbackAddress&) = delete;

  [[nodiscard]] const std::string& text() const { return text_; }

  /// Ports of a loopback address from here on stand for those below 1024.
  static constexpr std::uint16_t reserved_port_first = 64512;

 private:
  LoopbackAddress(int lock, std::string text) : lock_(lock), text_(std::move(text)) {}

  int lock_;
  std::string text_;
};

/// The hosts of one stage, each with a loopback address of its own, so that every port of every
/// host of every run is free.
///
/// Their world calls them by name, and knows the ports of its scenario: an ordinary user may not
/// listen below 1024, so port p there is really p + 64512, and ports from 64512 on are not
/// available. Numeric addresses, which no host of the world has, stay what they are.
class LoopbackHosts final : public tcp::Naming {
 public:
  /// Gives `host` an address, or remembers why it has none.
  void add(const std::string& host);
  /// The host's address; empty if it has none.
  [[nodiscard]] std::string_view source(const std::string& host) const;

  [[nodiscard]] Result<io::Address> real(const io::Address& named) const override;
  [[nodiscard]] io::Address named(const io::Address& real) const override;

 private:
  std::map<std::string, Result<std::unique_ptr<LoopbackAddress>>> addresses_;
};

}  // namespace ripcord::stage
