#pragma once

#include "transports/trace/log.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace ripcord::capture {

/// The port that each connection of a log was made to. A wire does not know it; the client says it
/// when it is connected, or learns that it will not be. Where the client is no program of ours, it
/// is the last port that was heard of its service.
class Ports {
 public:
  /// `log` must outlive it.
  explicit Ports(const trace::Log& log);

  /// Of a connection, by its number.
  [[nodiscard]] std::uint16_t of(std::uint32_t connection) const;

 private:
  enum class Answer : std::uint8_t { none, established, refused };
  struct Connect {
    std::uint32_t connection = 0;
    Answer answer = Answer::none;
  };

  void read(const trace::Record& record);
  void answered(std::uint32_t connection, Answer answer);
  void said(const trace::Record& happening);
  [[nodiscard]] std::uint16_t guess(trace::NameId service) const;

  const trace::Log& log_;
  /// Connects whose port was not said yet, in order.
  std::vector<Connect> open_;
  std::map<std::uint32_t, std::uint16_t> said_;
  std::map<trace::NameId, std::uint16_t> of_services_;
};

}  // namespace ripcord::capture
