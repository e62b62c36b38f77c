#pragma once

#include "harness/diagram/diagram.hpp"
#include "transports/capture/ports.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::diagram {

/// Goes through a log and tells what a person would want to see of it, in rows.
class Storyteller {
 public:
  /// `log` must outlive it.
  explicit Storyteller(const trace::Log& log);

  /// Every lane and row, nothing folded.
  [[nodiscard]] Diagram tell();

 private:
  static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

  /// A connection as the story knows it.
  struct Course {
    std::size_t client = 0;
    std::size_t service = 0;
    /// The row of the connect, and by direction of the last unit.
    std::size_t connect = nobody;
    std::array<std::size_t, 2> unit{nobody, nobody};
    /// By direction: what is to be told of the next delivery.
    std::array<Look, 2> next{Look::plain, Look::plain};
    std::array<std::string, 2> rule;
    /// By direction: the rule that ends it.
    std::array<std::string, 2> end_rule;
  };

  void tell(const trace::Record& record);
  void tell_of(Course& course, const trace::Record& record);
  void came(Course& course, const trace::Record& record);
  void left(Course& course, const trace::Record& record);
  void struck(const trace::Record& record);
  void acted(Course& course, const trace::Record& record);
  void ended(Course& course, const trace::Record& record);
  void changed(const trace::Record& record);
  void listened(const trace::Record& record);
  void happened(const trace::Record& record);
  void note(std::size_t lane, std::int64_t time, std::string label, Look look = Look::plain);
  Row& arrow(std::size_t from, std::size_t to, const trace::Record& record, std::string label);

  Course& course(std::uint32_t connection);
  std::size_t lane(trace::NameId name, Lane::Kind kind);
  [[nodiscard]] std::string connect_label(std::uint32_t connection) const;
  [[nodiscard]] std::string unit_label(const trace::Record& record) const;
  [[nodiscard]] std::string rule(const trace::Record& record) const;
  [[nodiscard]] std::string operation(const trace::Record& record) const;

  const trace::Log& log_;
  capture::Ports ports_;
  Diagram diagram_;
  std::map<trace::NameId, std::size_t> clients_;
  std::map<trace::NameId, std::size_t> services_;
  std::map<std::uint32_t, Course> courses_;
  std::size_t shim_ = 0;
  /// Where services have ceased to listen.
  std::set<std::pair<trace::NameId, std::uint16_t>> left_ports_;
};

}  // namespace ripcord::diagram
