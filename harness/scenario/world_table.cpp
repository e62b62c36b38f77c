#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/tables.hpp"
#include "harness/scenario/world_spec.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace ripcord::scenario {
namespace {

template <std::size_t count>
using Words = std::array<std::string_view, count>;
constexpr Words<2> reads{"whole", "seeded"};
constexpr Words<2> schedules{"fifo", "seeded"};
constexpr Words<5> mapper_profiles{"nt4", "windows_2000", "windows", "samba", "wine"};
constexpr Words<5> remote_inserts{
    "by_profile", "allowed", "denied_status", "denied_fault", "op_rng"};
constexpr Words<3> lookup_ends{"by_profile", "null_handle", "not_registered"};
constexpr Words<4> livenesses{"by_profile", "process", "pings", "none"};

constexpr std::array network_fields{
    field<&NetworkSpec::latency>(
        {.key = "latency",
         .type = scalar_of(shim::ValueType::duration_range),
         .fallback = "0ms..2ms",
         .doc = "One way; drawn from the seed for each segment within the range."}),
    field<&NetworkSpec::reads>(
        {.key = "reads",
         .type = choice_of(reads),
         .fallback = "seeded",
         .doc = "How many of the bytes that have arrived one read returns: all, or a share drawn "
                "from the seed."}),
    field<&NetworkSpec::schedule>(
        {.key = "schedule",
         .type = choice_of(schedules),
         .fallback = "seeded",
         .doc = "Who runs first of those ready at one virtual instant: who was ready first, or "
                "one drawn from the seed."}),
    field<&NetworkSpec::bandwidth>({.key = "bandwidth",
                                    .type = or_word(size_of(1, std::int64_t{1} << 40), "unlimited"),
                                    .fallback = "unlimited",
                                    .doc = "Bytes per second and direction of a connection."}),
    field<&NetworkSpec::segment>({.key = "segment",
                                  .type = size_of(1, 1 << 20),
                                  .fallback = "1460",
                                  .doc = "Most bytes of one segment."}),
    field<&NetworkSpec::buffer>(
        {.key = "buffer",
         .type = size_of(1, 1 << 30),
         .fallback = "64KiB",
         .doc = "Bytes that a connection's direction holds before its sender blocks."}),
};

constexpr std::array mapper_fields{
    field<&MapperSpec::profile>({.key = "profile",
                                 .type = choice_of(mapper_profiles),
                                 .fallback = "windows",
                                 .doc = "Whose mapper is imitated. It decides what the keys below "
                                        "leave `by_profile`."}),
    field<&MapperSpec::remote_insert>(
        {.key = "remote_insert",
         .type = choice_of(remote_inserts),
         .fallback = "by_profile",
         .doc = "What ept_insert, ept_delete and ept_mgmt_delete from the wire do: work, return "
                "status 0x6d8, raise fault 0x6d8, or raise nca_s_op_rng_error."}),
    field<&MapperSpec::lookup_end>(
        {.key = "lookup_end",
         .type = choice_of(lookup_ends),
         .fallback = "by_profile",
         .doc = "How a lookup says that there is no more: a null handle with status 0, or "
                "ept_s_not_registered."}),
    field<&MapperSpec::liveness>(
        {.key = "liveness",
         .type = choice_of(livenesses),
         .fallback = "by_profile",
         .doc = "When the registrations of a dead process go: with the `process`, after twenty "
                "failed `pings`, or never (`none`)."}),
    field<&MapperSpec::max_entries>({.key = "max_entries",
                                     .type = integer_of(1, 500),
                                     .fallback = "500",
                                     .doc = "Most entries of one answer, whatever is asked for."}),
    field<&MapperSpec::max_searches>(
        {.key = "max_searches",
         .type = integer_of(1, 65'535),
         .fallback = "256",
         .doc = "Most searches under way at one time, those that somebody began and never ended "
                "included; one more is refused with ept_s_no_memory (0x16c9a0ce)."}),
    field<&MapperSpec::started>({.key = "started",
                                 .type = yes_or_no,
                                 .fallback = "true",
                                 .doc = "Whether it is up when the run begins."}),
    field<&MapperSpec::port>({.key = "port",
                              .type = integer_of(1, 65'535),
                              .fallback = "135",
                              .doc = "Where it listens."}),
};

constexpr std::array world_fields{
    field<&WorldSpec::network>({.key = "network",
                                .type = table_of(Form::mapping, network_mapping),
                                .fallback = "{}",
                                .doc = "The simulated network."}),
    field<&WorldSpec::mapper>({.key = "mapper",
                               .type = table_of(Form::mapping, mapper_mapping),
                               .fallback = "{}",
                               .doc = "The endpoint mapper of every host that has services."}),
    field<&WorldSpec::services>({.key = "services",
                                 .type = table_of(Form::list, service_mapping),
                                 .fallback = "[]",
                                 .doc = "What is served, by name."}),
    field<&WorldSpec::clients>(
        {.key = "clients",
         .type = {.form = Form::map, .rule = TextRule::name, .mapping = &client_mapping},
         .fallback = "{}",
         .doc = "Who calls, by name."}),
};

}  // namespace

constexpr Mapping network_mapping{
    .name = "network",
    .doc = "The simulated network. Other transports take what the machine gives.",
    .fields = network_fields,
};

constexpr Mapping mapper_mapping{
    .name = "mapper",
    .doc = "The endpoint mapper, where servers of different makes differ.",
    .fields = mapper_fields,
};

constexpr Mapping world_mapping{
    .name = "world",
    .doc = "Who is there when the run begins.",
    .fields = world_fields,
};

}  // namespace ripcord::scenario
