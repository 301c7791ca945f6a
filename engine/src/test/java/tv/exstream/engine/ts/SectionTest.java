package tv.exstream.engine.ts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import tv.exstream.engine.ts.SpliceInsert.Action;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables and cue messages, byte for byte. The bytes were put together bit by bit from the standards, not by this code. */
class SectionTest {
    private static final TsService SERVICE = new TsService("News 24", "EXStreamTV", true, false);

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void programAssociationNamesOneProgramme() {
        assertThat(hex(ServiceTables.association())).isEqualTo("00b00d0001fb00000001f000e970aa95");
    }

    @Test
    void programMapNamesBothStreamsAndWherePcrIs() {
        assertThat(hex(ServiceTables.programMap(SERVICE)))
                .isEqualTo("02b0170001f50000e100f0001be100f0000fe101f000fa1e6446");
    }

    @Test
    void programMapRegistersCueMessages() {
        assertThat(hex(ServiceTables.programMap(new TsService("News 24", "EXStreamTV", true, true))))
                .isEqualTo("02b0250001e30000e100f0060504435545491be100f0000fe101f00086e102f0038a01007a740f04");
    }

    @Test
    void serviceDescriptionNamesChannelAndProvider() {
        assertThat(hex(ServiceTables.description(SERVICE)))
                .isEqualTo("42f0270001ef0000ff01ff0001fc80164814190a455853747265616d5456074e65777320323420502d1f");
        assertThat(hex(ServiceTables.description(new TsService("Kanał 日本", "", false, false))))
                .isEqualTo("42f0240001d70000ff01ff0001fc8013481116000e154b616e61c58220e697a5e69cac673e06be");
    }

    @Test
    void aTableThatSaysSomethingElseHasAnotherVersion() {
        byte[] one = ServiceTables.description(SERVICE);
        byte[] other = ServiceTables.description(new TsService("News 25", "EXStreamTV", true, false));
        assertThat(one[5] & 0x3e).isNotEqualTo(other[5] & 0x3e);
    }

    @Test
    void longNamesEndAtACharacterAndFitTheDescriptor() {
        String endless = "日本語チャンネル".repeat(40);
        byte[] section = ServiceTables.description(new TsService(endless, endless, true, false));

        int descriptor = 16;
        int length = section[descriptor + 1] & 0xff;
        assertThat(length).isLessThanOrEqualTo(255);
        int provider = section[descriptor + 3] & 0xff;
        int name = section[descriptor + 4 + provider] & 0xff;
        assertThat(3 + provider + name).isEqualTo(length);
        assertThat(new String(section, descriptor + 5, provider - 1, StandardCharsets.UTF_8))
                .isEqualTo(endless.substring(0, 27));
        assertThat(new String(section, descriptor + 6 + provider, name - 1, StandardCharsets.UTF_8))
                .isEqualTo(endless.substring(0, 55));
        assertThat(Section.crc(section, section.length)).isZero();
        assertThat(Section.packets(Pid.SDT, section)).hasSize(2 * TsOutput.PACKET);
    }

    @Test
    void textIsPlainWhereItCanBeAndUtf8WhereItMustBe() {
        assertThat(DvbText.encode("Channel One", 50)).isEqualTo("Channel One".getBytes(StandardCharsets.US_ASCII));
        assertThat(DvbText.encode("Ñ", 50)).isEqualTo(new byte[] {0x15, (byte) 0xc3, (byte) 0x91});
        assertThat(DvbText.encode("a\nb\u0086c", 50)).isEqualTo(new byte[] {0x15, 'a', 'b', 'c'});
        assertThat(DvbText.encode("😀😀", 8))
                .as("four bytes each, never half of one")
                .hasSize(5);
        assertThat(DvbText.encode("", 8)).isEmpty();
    }

    @Test
    void sectionsLongerThanAPacketGoOnInTheNext() {
        byte[] section = new byte[300];
        for (int i = 0; i < section.length; i++) {
            section[i] = (byte) i;
        }
        byte[] packets = Section.packets(0x123, section);

        assertThat(packets).hasSize(2 * TsOutput.PACKET);
        assertThat(hex(Arrays.copyOf(packets, 6))).isEqualTo("474123100000");
        assertThat(hex(Arrays.copyOfRange(packets, 188, 192))).isEqualTo("47012310");
        assertThat(Arrays.copyOfRange(packets, 5, 188)).isEqualTo(Arrays.copyOf(section, 183));
        assertThat(Arrays.copyOfRange(packets, 192, 192 + 117)).isEqualTo(Arrays.copyOfRange(section, 183, 300));
        assertThat(packets[192 + 117]).isEqualTo((byte) 0xff);
    }

    @Test
    void aBreakIsAnnouncedWithItsLength() {
        assertThat(hex(new SpliceInsert(0x4800008f, Action.OUT, 0x123456789L, 5_427_000).section()))
                .isEqualTo("fc3025000000000000fffff014054800008f7fefff234567897e0052cf380001000000008f5113df");
    }

    @Test
    void aBreakOfUnknownLengthHasNoneAndTimeWraps() {
        assertThat(hex(new SpliceInsert(7, Action.OUT, (1L << 33) + 90_000, 0).section()))
                .isEqualTo("fc3020000000000000fffff00f05000000077fcffe00015f900001000000000d84fb06");
    }

    @Test
    void theReturnAndTheCancellationNameTheSameEvent() {
        assertThat(hex(new SpliceInsert(0x4800008f, Action.RETURN, 0x7369c02eL, 0).section()))
                .isEqualTo("fc3020000000000000fffff00f054800008f7f4ffe7369c02e0001000000003840b9e8");
        assertThat(hex(new SpliceInsert(0x4800008f, Action.CANCEL, 1, 0).section()))
                .isEqualTo("fc3016000000000000fffff005054800008fff00006b34583e");
    }

    /** ANSI/SCTE 35 section 14.2, but for what that one has besides: auto_return, a programme id, descriptors. */
    @Test
    void laidOutAsTheStandardsOwnExample() {
        String example =
                "fc302f000000000000fffff014054800008f7feffe7369c02efe0052ccf500000000000a0008435545490000013562dba30a";
        String ours = hex(new SpliceInsert(0x4800008f, Action.OUT, 0x7369c02eL, 0x52ccf5).section());
        assertThat(ours.substring(6, 50)).isEqualTo(example.substring(6, 50));
        assertThat(ours.substring(50, 52)).isEqualTo("7e");
        assertThat(ours.substring(52, 60)).isEqualTo(example.substring(52, 60));
        byte[] whole = HexFormat.of().parseHex(example);
        assertThat(Section.crc(whole, whole.length)).as("the same CRC").isZero();
    }
}
