// Writes what the committed inputs hold for another dissector: `units.pcapng`, and `ours.tsv` with
// what we read in each of its units.

#include "fuzz/differential/decode_row.hpp"
#include "fuzz/differential/wire_file.hpp"
#include "fuzz/kit/body_targets.hpp"
#include "fuzz/kit/units.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace ripcord::fuzz {
namespace {

namespace ept = dcerpc::ept;
namespace fs = std::filesystem;
using capture::End;
using dcerpc::PduType;

/// Targets whose inputs are PDUs behind some bytes of choices.
struct StreamTarget {
  const char* name;
  std::size_t choices_size = 0;
};
constexpr StreamTarget stream_targets[] = {
    {"pdu_stream"}, {"conversation"}, {"server_session", 1}, {"client", 3}};

struct Input {
  std::string path;
  Bytes octets;
};

/// The committed inputs of `target`, by their paths.
std::vector<Input> inputs_of(std::string_view target) {
  std::vector<std::string> paths;
  for (const char* folder : {"fuzz/corpus", "fuzz/regressions"}) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(fs::path(folder) / target, error))
      paths.push_back(entry.path().string());
  }
  std::ranges::sort(paths);
  std::vector<Input> inputs;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    inputs.push_back({path, Bytes(std::istreambuf_iterator<char>(file), {})});
  }
  return inputs;
}

/// Both files, as they grow.
class Differential {
 public:
  /// `unit`, once, on a connection of its own. Not if it needs more than a packet.
  void add_unit(const std::string& input, ByteView unit) {
    if (!dcerpc::decode_header(unit) || unit.size() > capture::Segment::payload_max) return;
    Bytes octets(unit.begin(), unit.end());
    if (!seen_.insert(octets).second) return;
    wire_.connect();
    add(input, End::client, std::move(octets), "?");
  }

  /// A call of ept_map whose question or answer is `stub`, in which we read `ports`.
  void add_map_call(const std::string& input,
                    PduType type,
                    ByteView stub,
                    ByteOrder order,
                    const std::string& ports);

  void write(const fs::path& folder) const {
    fs::create_directories(folder);
    std::ofstream packets(folder / "units.pcapng", std::ios::binary);
    for (const Byte byte : wire_.pcapng()) packets.put(static_cast<char>(byte));
    std::ofstream rows(folder / "ours.tsv");
    rows << rows_;
    RIPCORD_ASSERT(packets.good() && rows.good());
  }

 private:
  void add(const std::string& input, End from, Bytes unit, std::string_view ports) {
    const std::string row = decode_row(unit);
    const std::size_t frame = wire_.send(from, std::move(unit));
    rows_ += fmt::format("{}\t{}\t{}\t{}\n", frame, input, row, ports);
  }
  template <typename Type>
  void add_pdu(
      const std::string& input, End from, Type pdu, ByteOrder order, std::string_view ports) {
    pdu.header.packed_drep = dcerpc::DataRepresentation::of(order);
    Bytes unit;
    dcerpc::encode(pdu, unit);
    add(input, from, std::move(unit), ports);
  }

  WireFile wire_;
  std::string rows_ = fmt::format("frame.number\tinput\t{}\tepm.proto.tcp_port\n", decode_columns);
  std::set<Bytes> seen_;
};

/// tshark knows an answer by its question, and a question by its bind.
void Differential::add_map_call(const std::string& input,
                                PduType type,
                                ByteView stub,
                                ByteOrder order,
                                const std::string& ports) {
  const bool asks = type == PduType::request;
  dcerpc::Bind bind{.max_xmit_frag = 5840, .max_recv_frag = 5840};
  bind.p_context_elem.push_back(
      {.abstract_syntax = dcerpc::epmapper_interface, .transfer_syntaxes = {dcerpc::ndr20}});
  dcerpc::BindAck ack{.max_xmit_frag = 5840,
                      .max_recv_frag = 5840,
                      .assoc_group_id = 1,
                      .sec_addr = dcerpc::port_spec("135")};
  ack.p_results.push_back({.transfer_syntax = dcerpc::ndr20});
  dcerpc::Request request{.opnum = static_cast<std::uint16_t>(ept::Opnum::ept_map)};
  Bytes question;
  ept::encode_stub(ept::MapIn{.max_towers = 4}, order, question);
  request.stub = asks ? stub : ByteView(question);
  wire_.connect();
  add_pdu(input, End::client, bind, order, "");
  add_pdu(input, End::server, ack, order, "");
  add_pdu(input, End::client, request, order, asks ? ports : "");
  if (asks) return;
  dcerpc::Response response;
  response.stub = stub;
  add_pdu(input, End::server, response, order, ports);
}

/// What follows the choices of `input`.
ByteView behind(ByteView input, std::size_t choices_size) {
  return input.subspan(std::min(choices_size, input.size()));
}

void add_units(Differential& differential) {
  for (const StreamTarget& target : stream_targets)
    for (const auto& [path, input] : inputs_of(target.name))
      for (const ByteView unit : cut(behind(input, target.choices_size)))
        differential.add_unit(path, unit);
  for (const BodyTarget& target : body_targets())
    for (const auto& [path, input] : inputs_of(target.name))
      differential.add_unit(path, unit_from(behind(input, target.choices_size), target.types));
}

void add_question(Differential& differential, const Input& input, ByteOrder order) {
  if (const auto in = ept::decode_stub<ept::MapIn>(input.octets, order))
    differential.add_map_call(
        input.path, PduType::request, input.octets, order, tower_ports({&in->map_tower, 1}));
}

void add_answer(Differential& differential, const Input& input, ByteOrder order) {
  if (const auto out = ept::decode_stub<ept::MapOut>(input.octets, order))
    differential.add_map_call(
        input.path, PduType::response, input.octets, order, tower_ports(out->towers));
}

/// An answer that hands out the tower that `input` is.
void add_tower(Differential& differential, const Input& input) {
  if (!dcerpc::Tower::decode(input.octets)) return;
  ept::MapOut out{.num_towers = 1, .max_count = 1, .towers = {{.octets = input.octets}}};
  ept::number_referents(out.towers, ept::answer_referent);
  Input answer{.path = input.path};
  ept::encode_stub(out, ByteOrder::little_endian, answer.octets);
  add_answer(differential, answer, ByteOrder::little_endian);
}

/// Stubs that decode, in each byte order in which they do.
void add_map_calls(Differential& differential) {
  for (const ByteOrder order : {ByteOrder::little_endian, ByteOrder::big_endian}) {
    for (const Input& input : inputs_of("mapper_map_in")) add_question(differential, input, order);
    for (const Input& input : inputs_of("mapper_map_out")) add_answer(differential, input, order);
  }
  for (const Input& input : inputs_of("tower")) add_tower(differential, input);
}

}  // namespace
}  // namespace ripcord::fuzz

int main(int argc, char** argv) {
  if (argc != 2) return std::fputs("usage: fuzz_differential FOLDER\n", stderr), 2;
  ripcord::fuzz::Differential differential;
  ripcord::fuzz::add_units(differential);
  ripcord::fuzz::add_map_calls(differential);
  differential.write(argv[1]);
  return 0;
}
