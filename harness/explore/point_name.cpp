// Names of points as people type them, and which points they may have meant.
#include "harness/explore/point.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace ripcord::explore {
namespace {

constexpr std::string_view inside = "inside:";

std::vector<std::string_view> split(std::string_view name) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t slash = name.find('/');
    words.push_back(name.substr(0, slash));
    if (slash == std::string_view::npos) return words;
    name.remove_prefix(slash + 1);
  }
}

std::optional<std::uint32_t> number_of(std::string_view word) {
  std::uint32_t number = 0;
  const char* const end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, number);
  if (error != std::errc() || stop != end || number == 0) return std::nullopt;
  return number;
}

bool read_lane(std::string_view lane, Point& point) {
  const std::size_t arrow = lane.find('>');
  if (arrow == std::string_view::npos) return false;
  point.client = lane.substr(0, arrow);
  point.service = lane.substr(arrow + 1);
  return !point.client.empty() || !point.service.empty();
}

bool read_site(std::string_view word, Point& point) {
  if (word == "before") return true;
  if (!word.starts_with(inside)) return false;
  word.remove_prefix(inside.size());
  if (word == "0") {
    point.offset = 0;
    return true;
  }
  point.offset = number_of(word);
  return point.offset.has_value();
}

/// `backup.BackupRead`: names of interfaces have no dots.
bool read_operation(std::string_view word, Point& point) {
  const std::size_t dot = word.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == word.size()) return false;
  point.interface = word.substr(0, dot);
  point.operation = word.substr(dot + 1);
  return true;
}

/// What comes behind `lane/connection`.
bool read_unit(std::span<const std::string_view> words, Point& point) {
  if (words.size() != 4 && words.size() != 6) return false;
  if (words[0] != "to_server" && words[0] != "to_client") return false;
  point.direction =
      words[0] == "to_server" ? shim::Direction::to_server : shim::Direction::to_client;
  point.pdu = words[1];
  const bool of_call = words.size() == 6;
  if (of_call && !read_operation(words[2], point)) return false;
  const std::optional<std::uint32_t> call = number_of(words[of_call ? 3 : 2]);
  const std::optional<std::uint32_t> fragment = of_call ? number_of(words[4]) : 0;
  if (!call || !fragment || point.pdu.empty()) return false;
  point.call = *call;
  point.fragment = *fragment;
  return read_site(words.back(), point);
}

/// How alike two points are: what they share, the weightier first.
int likeness(const Point& a, const Point& b) {
  int shared = 0;
  shared += a.kind == b.kind ? 64 : 0;
  shared += a.event == b.event && a.pdu == b.pdu ? 32 : 0;
  shared += a.interface == b.interface && a.operation == b.operation ? 32 : 0;
  shared += a.service == b.service ? 16 : 0;
  shared += a.client == b.client ? 16 : 0;
  shared += a.direction == b.direction ? 8 : 0;
  shared += a.connection == b.connection ? 4 : 0;
  shared += a.call == b.call ? 2 : 0;
  shared += a.fragment == b.fragment ? 1 : 0;
  return shared;
}

}  // namespace

std::optional<Point> parse_point(std::string_view name) {
  const std::vector<std::string_view> words = split(name);
  Point point;
  if (words.size() < 3 || !read_lane(words[0], point)) return std::nullopt;
  if (const std::optional<std::uint32_t> connection = number_of(words[1])) {
    point.connection = *connection;
    if (words.size() == 3 && words[2] == "connect") {
      point.kind = Point::Kind::connect;
      return point;
    }
    if (!read_unit(std::span(words).subspan(2), point)) return std::nullopt;
    return point;
  }
  point.kind = Point::Kind::happening;
  point.event = words[1];
  const std::optional<std::uint32_t> ordinal = number_of(words[2]);
  if (words.size() != 3 || !ordinal || point.event.empty()) return std::nullopt;
  point.call = *ordinal;
  return point;
}

std::vector<Point> nearest_points(const Point& missing,
                                  std::span<const Point> points,
                                  std::size_t count) {
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const auto like_a = likeness(points[a], missing);
    const auto like_b = likeness(points[b], missing);
    return like_a != like_b ? like_a > like_b : a < b;
  });
  order.resize(std::min(order.size(), count));

  std::vector<Point> nearest;
  for (const std::size_t i : order) nearest.push_back(points[i]);
  return nearest;
}

}  // namespace ripcord::explore
