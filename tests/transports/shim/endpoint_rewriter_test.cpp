#include "transports/shim/endpoint_rewriter.hpp"

#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ripcord::shim {
namespace {

using dcerpc::TowerBinding;
namespace ept = dcerpc::ept;

constexpr std::size_t header_size = 24;

/// The answer to ept_map with one tower of `mgmt` at 192.0.2.7:49664. Behind the PDU's header its
/// port stands at 112, its address at 119 of 128.
Bytes map_stub(std::uint16_t port = 49664, std::array<Byte, 4> address = {192, 0, 2, 7}) {
  const TowerBinding binding{.interface = dcerpc::mgmt_interface, .port = port, .address = address};
  const ept::MapOut message{
      .num_towers = 1, .max_count = 4, .towers = {{3, dcerpc::tower_octets(binding)}}};
  Bytes stub;
  ept::encode_stub(message, ByteOrder::little_endian, stub);
  return stub;
}

/// What a guide was asked, and what it is to say.
struct Asked {
  /// None = it leads nowhere.
  std::optional<std::uint16_t> port = 1000;
  std::vector<protocol::DirectoryEntry> entries;
  std::vector<protocol::Protection> protections;
};

class TestGuide final : public Guide {
 public:
  explicit TestGuide(Asked& asked) : asked_(asked) {}

  std::optional<std::uint16_t> lead(const protocol::DirectoryEntry& entry) override {
    asked_.entries.push_back(entry);
    return asked_.port;
  }
  void met_protected(protocol::Protection protection) override {
    asked_.protections.push_back(protection);
  }

 private:
  Asked& asked_;
};

/// A mapper at 192.0.2.7, a client that dialled 127.0.0.9, and a guide that leads it to port 1000.
class EndpointRewriterTest : public testing::Test {
 protected:
  EndpointRewriterTest() { make(EndpointRewriter::Edits::ports_and_hosts); }

  void make(EndpointRewriter::Edits edits) {
    rewriter_ = std::make_unique<EndpointRewriter>(
        EndpointRewriter::Parts{.directory = dcerpc::protocol().directory(),
                                .guide = std::make_unique<TestGuide>(asked_),
                                .edits = edits,
                                .upstream = "192.0.2.7",
                                .dialled = "127.0.0.9"});
  }

  struct Fragment {
    Bytes stub;
    bool first = true;
    bool last = true;
    std::uint32_t number = 1;
    std::uint32_t call = 1;
    std::uint8_t auth_level = 0;
  };

  /// Passes a fragment of an answer to ept_map, and does what the rewriter wants done.
  void pass(const Fragment& fragment) {
    const Bytes token(16);
    dcerpc::Response response{.stub = fragment.stub};
    if (fragment.auth_level > 0) {
      response.auth = dcerpc::SecTrailer{
          .auth_type = 10, .auth_level = fragment.auth_level, .auth_value = token};
    }
    Bytes bytes;
    dcerpc::encode(response, bytes);
    Unit unit{.direction = Direction::to_client, .bytes = bytes};
    unit.info = {.pdu = 2,
                 .first_fragment = fragment.first,
                 .last_fragment = fragment.last,
                 .directory = true,
                 .operation = 3,
                 .call = fragment.call,
                 .fragment = fragment.number,
                 .stub_offset = header_size,
                 .stub_size = static_cast<std::uint32_t>(fragment.stub.size())};
    std::vector<Edit> edits;
    const std::uint64_t kept = rewriter_->pass(unit, bytes, stream_.size(), edits);
    stream_.insert(stream_.end(), bytes.begin(), bytes.end());
    for (const Edit& edit : edits) {
      // What has left cannot be edited.
      EXPECT_GE(edit.position, left_);
      stream_.at(edit.position) = edit.value;
    }
    left_ = std::min<std::uint64_t>(kept, stream_.size());
  }

  /// Passes `stub` in two fragments, cut at `at`, and returns it as it came out.
  Bytes pass_cut(const Bytes& stub, std::size_t at) {
    const auto cut = stub.begin() + static_cast<std::ptrdiff_t>(at);
    pass({.stub = Bytes(stub.begin(), cut), .last = false});
    pass({.stub = Bytes(cut, stub.end()), .first = false, .number = 2});
    Bytes out(stream_.begin() + header_size,
              stream_.begin() + header_size + static_cast<std::ptrdiff_t>(at));
    out.insert(out.end(),
               stream_.begin() + 2 * header_size + static_cast<std::ptrdiff_t>(at),
               stream_.end());
    return out;
  }

  [[nodiscard]] Bytes stub() const { return {stream_.begin() + header_size, stream_.end()}; }

  Asked asked_;
  std::unique_ptr<EndpointRewriter> rewriter_;
  /// The stream to the client, and how much of it has left.
  Bytes stream_;
  std::uint64_t left_ = 0;
};

TEST_F(EndpointRewriterTest, writes_the_guide_s_port_and_the_dialled_address) {
  pass({.stub = map_stub()});

  EXPECT_EQ(map_stub(1000, {127, 0, 0, 9}), stub());
}

TEST_F(EndpointRewriterTest, leaves_an_address_alone_that_is_not_the_upstream_s) {
  pass({.stub = map_stub(49664, {192, 0, 2, 8})});

  EXPECT_EQ(map_stub(1000, {192, 0, 2, 8}), stub());
}

TEST_F(EndpointRewriterTest, asks_its_guide_for_what_the_tower_says) {
  pass({.stub = map_stub()});

  ASSERT_EQ(1U, asked_.entries.size());
  EXPECT_EQ(49664U, asked_.entries[0].port);
  EXPECT_EQ(dcerpc::mgmt_interface, asked_.entries[0].interface);
}

TEST_F(EndpointRewriterTest, leaves_a_tower_alone_to_which_no_way_leads) {
  asked_.port.reset();

  pass({.stub = map_stub()});

  EXPECT_EQ(map_stub(), stub());
}

TEST_F(EndpointRewriterTest, leaves_a_tower_without_a_port_alone) {
  pass({.stub = map_stub(0)});

  EXPECT_EQ(map_stub(0), stub());
  EXPECT_TRUE(asked_.entries.empty());
}

TEST_F(EndpointRewriterTest, lets_a_whole_answer_leave_at_once) {
  pass({.stub = map_stub()});

  EXPECT_EQ(stream_.size(), left_);
}

class AnyCut : public EndpointRewriterTest, public testing::WithParamInterface<std::size_t> {};

TEST_P(AnyCut, is_rewritten_like_the_whole) {
  EXPECT_EQ(map_stub(1000, {127, 0, 0, 9}), pass_cut(map_stub(), GetParam()));
}

INSTANTIATE_TEST_SUITE_P(OfTheStub, AnyCut, testing::Range(std::size_t{0}, std::size_t{129}));

TEST_F(EndpointRewriterTest, keeps_a_fragment_that_ends_within_a_tower) {
  const Bytes whole = map_stub();

  pass({.stub = Bytes(whole.begin(), whole.begin() + 113), .last = false});

  EXPECT_EQ(0U, left_);
}

TEST_F(EndpointRewriterTest, lets_a_fragment_leave_that_ends_before_the_tower) {
  const Bytes whole = map_stub();

  pass({.stub = Bytes(whole.begin(), whole.begin() + 40), .last = false});

  EXPECT_EQ(stream_.size(), left_);
}

TEST_F(EndpointRewriterTest, reads_two_answers_apart_that_come_interleaved) {
  const Bytes whole = map_stub();
  const Bytes head(whole.begin(), whole.begin() + 60);
  const Bytes tail(whole.begin() + 60, whole.end());

  pass({.stub = head, .last = false, .call = 1});
  pass({.stub = head, .last = false, .call = 2});
  pass({.stub = tail, .first = false, .number = 2, .call = 1});
  pass({.stub = tail, .first = false, .number = 2, .call = 2});

  EXPECT_EQ(2U, asked_.entries.size());
  EXPECT_EQ(stream_.size(), left_);
}

TEST_F(EndpointRewriterTest, gives_an_answer_up_of_which_a_fragment_is_missing) {
  const Bytes whole = map_stub();

  pass({.stub = Bytes(whole.begin(), whole.begin() + 60), .last = false});
  pass({.stub = Bytes(whole.begin() + 60, whole.end()), .first = false, .number = 3});

  EXPECT_TRUE(asked_.entries.empty());
  EXPECT_EQ(stream_.size(), left_);
}

TEST_F(EndpointRewriterTest, lets_an_answer_go_that_ends_within_a_tower) {
  const Bytes whole = map_stub();

  pass({.stub = Bytes(whole.begin(), whole.begin() + 60)});

  EXPECT_EQ(stream_.size(), left_);
}

TEST_F(EndpointRewriterTest, changes_no_byte_of_a_signed_answer_and_says_so) {
  pass({.stub = map_stub(), .auth_level = 5});

  EXPECT_TRUE(asked_.entries.empty());
  EXPECT_EQ(std::vector{protocol::Protection::signed_only}, asked_.protections);
}

TEST_F(EndpointRewriterTest, says_once_that_a_mapper_seals_its_answers) {
  pass({.stub = map_stub(), .call = 1, .auth_level = 6});
  pass({.stub = map_stub(), .call = 2, .auth_level = 6});

  EXPECT_EQ(std::vector{protocol::Protection::sealed}, asked_.protections);
}

TEST_F(EndpointRewriterTest, learns_from_a_signed_answer_where_it_edits_none) {
  make(EndpointRewriter::Edits::none);

  pass({.stub = map_stub(), .auth_level = 5});

  EXPECT_EQ(1U, asked_.entries.size());
}

TEST_F(EndpointRewriterTest, edits_nothing_where_ports_stay_the_same) {
  make(EndpointRewriter::Edits::none);

  pass({.stub = map_stub()});

  EXPECT_EQ(map_stub(), stub());
}

}  // namespace
}  // namespace ripcord::shim
