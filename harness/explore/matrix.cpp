#include "harness/explore/matrix.hpp"

namespace ripcord::explore {

using report::PointClass;

PointClass class_of(const Point& point) {
  if (point.kind == Point::Kind::connect) return PointClass::connect;
  if (point.kind == Point::Kind::happening) return PointClass::happening;
  if (point.pdu == "bytes") return PointClass::bytes;
  const bool by_client = point.direction == shim::Direction::to_server;
  if (point.operation.empty()) return by_client ? PointClass::setup : PointClass::setup_answer;
  return by_client ? PointClass::request : PointClass::answer;
}

void Matrix::add(const Choice& choice, std::uint64_t fired, Result result) {
  Cell& cell = cells_[{choice.kind, class_of(choice.at)}];
  ++cell.played;
  if (fired == 0) return;
  ++cell.struck;
  if (result != Result::survived) ++cell.noticed;
  if (result == Result::violated) ++cell.violated;
}

}  // namespace ripcord::explore
