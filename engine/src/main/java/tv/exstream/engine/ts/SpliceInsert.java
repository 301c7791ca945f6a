package tv.exstream.engine.ts;

import java.nio.ByteBuffer;

import tv.exstream.engine.time.Timeline;

/**
 * A cue message: the network is left for a break at a moment of the stream, or joined again, or an announcement is taken
 * back (ANSI/SCTE 35 sections 9.6 and 9.7.3). Sending one again before its time updates it.
 *
 * @param eventId       of the break: leaving and returning share it; 32 bits
 * @param action        what happens
 * @param pts90k        when, presentation time on the timeline
 * @param duration90k   of the break where known, else zero; only for {@link Action#OUT}. The return is announced, too
 */
public record SpliceInsert(int eventId, Action action, long pts90k, long duration90k) {
    public enum Action {
        /** Programme to break. */
        OUT,
        /** Break to programme. */
        RETURN,
        /** What was announced for this event does not happen. */
        CANCEL
    }

    private static final int TABLE_ID = 0xfc;
    private static final int SPLICE_INSERT = 0x05;
    /** From table_id to splice_command_type. */
    private static final int HEADER = 14;

    private static final int CANCEL_BYTES = 5;
    private static final int INSERT_BYTES = 15;
    private static final int DURATION_BYTES = 5;

    public SpliceInsert {
        if (duration90k < 0) {
            throw new IllegalArgumentException("a break of " + duration90k + " ticks");
        }
    }

    /** A splice_info_section, with its CRC. */
    byte[] section() {
        boolean timed = action == Action.OUT && duration90k > 0;
        int command = action == Action.CANCEL ? CANCEL_BYTES : timed ? INSERT_BYTES + DURATION_BYTES : INSERT_BYTES;
        ByteBuffer section = ByteBuffer.allocate(HEADER + command + 6);
        section.put((byte) TABLE_ID);
        section.putShort((short) (0x3000 | (section.capacity() - 3))); // short syntax; SAP type not said
        section.put((byte) 0); // protocol_version
        section.put((byte) 0).putInt(0); // not encrypted, pts_adjustment 0
        section.put((byte) 0xff); // cw_index, of no meaning in the clear
        section.putShort((short) 0xfff0).put((byte) command); // tier 0xfff, splice_command_length (12 bits)
        section.put((byte) SPLICE_INSERT);
        section.putInt(eventId);
        if (action == Action.CANCEL) {
            section.put((byte) 0xff);
        } else {
            insert(section, timed);
        }
        section.putShort((short) 0); // no descriptors
        return Section.sealed(section.array());
    }

    private void insert(ByteBuffer section, boolean timed) {
        section.put((byte) 0x7f); // not cancelled
        // out_of_network, program_splice, duration, not immediate
        section.put((byte) ((action == Action.OUT ? 0xcf : 0x4f) | (timed ? 0x20 : 0)));
        time(section, 0xfe, pts90k);
        if (timed) {
            time(section, 0x7e, duration90k); // no auto_return: the return is announced
        }
        section.putShort((short) 1).put((byte) 0).put((byte) 0); // unique_program_id, no avails
    }

    /** 33 bits behind seven others. */
    private static void time(ByteBuffer section, int flags, long ticks90k) {
        long ticks = Timeline.wrap33(ticks90k);
        section.put((byte) (flags | (ticks >> 32))).putInt((int) ticks);
    }
}
