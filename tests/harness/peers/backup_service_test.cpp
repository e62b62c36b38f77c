#include "harness/peers/interfaces/backup_service.hpp"

#include "tests/harness/peers/direct_call.hpp"
#include "tests/support/hex.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/io/errors.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

namespace ripcord::peers {
namespace {

using backup::Opnum;

/// A file on a disk that has failed.
class Unreadable final : public world::FileContent {
 public:
  Result<void> read(std::uint64_t, MutableByteView) const override {
    return ErrorCode(io::errc::invalid_argument);
  }
};

class BackupServiceTest : public testing::Test {
 protected:
  BackupServiceTest() {
    BackupServiceOptions options;
    options.files.push_back(make_file("a.edb", Bytes{1, 2, 3, 4, 5}));
    options.files.push_back(
        {.name = "broken.edb", .size = 5, .content = std::make_unique<Unreadable>()});
    options.chunk_size = 3;
    service.emplace(network.host("store"), std::move(options));
  }

  template <typename Out, typename In>
  Out call(Opnum opnum, const In& in) {
    Bytes stub;
    backup::encode_stub(in, ByteOrder::little_endian, stub);
    const Bytes answer = caller.call(*service, static_cast<std::uint16_t>(opnum), stub);
    const Decoded<Out> out = backup::decode_stub<Out>(answer, ByteOrder::little_endian);
    return out ? *out : Out{};
  }

  dcerpc::ContextHandle prepare() {
    return call<backup::HandleOut>(Opnum::prepare, backup::PrepareIn{}).handle;
  }
  backup::OpenFileOut open(std::uint64_t position, std::string name = "a.edb") {
    return call<backup::OpenFileOut>(
        Opnum::open_file,
        backup::OpenFileIn{.handle = prepare(), .position = position, .name = std::move(name)});
  }
  Bytes read(const dcerpc::ContextHandle& handle, std::uint32_t count) {
    return call<backup::ReadOut>(Opnum::read, backup::ReadIn{.handle = handle, .count = count})
        .data;
  }

  sim::Runtime runtime{{}};
  sim::Network network{runtime, {}};
  DirectCaller caller;
  std::optional<BackupService> service;
};

TEST_F(BackupServiceTest, reads_from_where_it_stopped_in_chunks_of_its_own) {
  const dcerpc::ContextHandle file = open(0).handle;

  EXPECT_EQ((Bytes{1, 2, 3}), read(file, 100));
  EXPECT_EQ((Bytes{4, 5}), read(file, 100));
  EXPECT_EQ(Bytes{}, read(file, 100));
}

TEST_F(BackupServiceTest, reads_no_more_than_it_is_asked_for) {
  EXPECT_EQ(Bytes{1}, read(open(0).handle, 1));
}

TEST_F(BackupServiceTest, opens_a_file_at_a_position) {
  EXPECT_EQ((Bytes{4, 5}), read(open(3).handle, 100));
}

TEST_F(BackupServiceTest, tells_a_files_size_when_it_opens_it) { EXPECT_EQ(5U, open(0).size); }

TEST_F(BackupServiceTest, opens_no_file_behind_its_end) {
  EXPECT_EQ(backup::status::negative_seek, open(6).status);
}

TEST_F(BackupServiceTest, says_that_a_file_cannot_be_read) {
  const dcerpc::ContextHandle file = open(0, "broken.edb").handle;

  const auto out = call<backup::ReadOut>(Opnum::read, backup::ReadIn{.handle = file, .count = 1});

  EXPECT_EQ((backup::ReadOut{.data = {}, .status = 1117}), out);
}

TEST_F(BackupServiceTest, does_not_find_a_file_that_it_has_not) {
  const auto out = call<backup::OpenFileOut>(
      Opnum::open_file, backup::OpenFileIn{.handle = prepare(), .name = "b.edb"});

  EXPECT_EQ(backup::status::file_not_found, out.status);
  EXPECT_TRUE(out.handle.is_null());
}

TEST_F(BackupServiceTest, names_its_files_and_their_sizes) {
  const auto out =
      call<backup::NamesOut>(Opnum::get_database_names, backup::HandleIn{.handle = prepare()});

  EXPECT_EQ((std::vector<backup::NamedFile>{{5, "a.edb"}, {5, "broken.edb"}}), out.files);
}

TEST_F(BackupServiceTest, has_no_logs) {
  const auto out =
      call<backup::NamesOut>(Opnum::get_backup_logs, backup::HandleIn{.handle = prepare()});

  EXPECT_EQ(backup::NamesOut{}, out);
}

TEST_F(BackupServiceTest, closes_a_file_once) {
  const dcerpc::ContextHandle file = open(0).handle;
  const auto closed = call<backup::HandleOut>(Opnum::close, backup::HandleIn{.handle = file});
  EXPECT_EQ(backup::HandleOut{}, closed);

  call<backup::HandleOut>(Opnum::close, backup::HandleIn{.handle = file});

  EXPECT_EQ(dcerpc::nca::fault_context_mismatch, caller.fault);
  EXPECT_FALSE(caller.entered);
}

TEST_F(BackupServiceTest, takes_no_backup_for_a_file) {
  read(prepare(), 1);

  EXPECT_EQ(dcerpc::nca::fault_context_mismatch, caller.fault);
}

TEST_F(BackupServiceTest, knows_no_handle_of_another_association) {
  const dcerpc::ContextHandle file = open(0).handle;
  DirectCaller other;
  Bytes stub;
  backup::encode_stub(backup::ReadIn{.handle = file, .count = 1}, ByteOrder::little_endian, stub);

  other.call(*service, static_cast<std::uint16_t>(Opnum::read), stub);

  EXPECT_EQ(dcerpc::nca::fault_context_mismatch, other.fault);
}

TEST_F(BackupServiceTest, reads_the_clients_number_of_what_it_asked) {
  call<backup::HandleOut>(Opnum::prepare, backup::PrepareIn{.intent = 0x100000007});

  EXPECT_EQ(0x100000007U, caller.intent);
}

TEST_F(BackupServiceTest, refuses_a_stub_that_ends_early) {
  caller.call(*service, static_cast<std::uint16_t>(Opnum::read), Bytes(10));

  EXPECT_EQ(0x6f7U, caller.fault);
}

TEST(BackupStub, puts_a_read_in_32_octets) {
  Bytes stub;

  backup::encode_stub(backup::ReadIn{.intent = 0x0102030405060708,
                                     .handle = {.uuid = {.time_low = 0xaabbccdd}},
                                     .count = 0x10000},
                      ByteOrder::little_endian,
                      stub);

  EXPECT_EQ(hex_text(bytes("08 07 06 05 04 03 02 01"                                      // intent
                           "00 00 00 00 dd cc bb aa 00 00 00 00 00 00 00 00 00 00 00 00"  // handle
                           "00 00 01 00")),                                               // count
            hex_text(stub));
}

TEST(BackupStub, aligns_the_status_behind_the_octets_of_an_answer) {
  Bytes stub;

  backup::encode_stub(backup::ReadOut{.data = {1, 2, 3}}, ByteOrder::little_endian, stub);

  EXPECT_EQ(hex_text(bytes("03 00 00 00 01 02 03 00 00 00 00 00")), hex_text(stub));
}

TEST(BackupStub, comes_back_as_it_was_in_big_endian) {
  const backup::OpenFileIn message{.intent = 7,
                                   .handle = {.uuid = {.time_low = 9}},
                                   .position = 1U << 20U,
                                   .name = "priv.edb",
                                   .callback_host = "desk",
                                   .callback_port = 1025};
  Bytes stub;

  backup::encode_stub(message, ByteOrder::big_endian, stub);

  EXPECT_EQ(message, *backup::decode_stub<backup::OpenFileIn>(stub, ByteOrder::big_endian));
}

TEST(BackupStub, is_none_with_more_behind_it_where_nothing_may_be) {
  // No bytes, status 0, and an octet too many.
  const Bytes stub = bytes("00 00 00 00  00 00 00 00  07");

  const auto out =
      backup::decode_stub<backup::ReadOut>(stub, ByteOrder::little_endian, backup::Behind::nothing);

  ASSERT_FALSE(out.has_value());
  EXPECT_EQ(8U, out.error().offset);
}

TEST(BackupStub, may_have_a_trailer_behind_it_elsewhere) {
  const Bytes stub = bytes("00 00 00 00  00 00 00 00  07");

  const auto out = backup::decode_stub<backup::ReadOut>(stub, ByteOrder::little_endian);

  EXPECT_TRUE(out.has_value());
}

}  // namespace
}  // namespace ripcord::peers
