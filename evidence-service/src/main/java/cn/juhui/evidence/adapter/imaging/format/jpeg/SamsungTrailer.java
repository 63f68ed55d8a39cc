package cn.juhui.evidence.adapter.imaging.format.jpeg;

import cn.juhui.evidence.adapter.imaging.format.Bytes;
import java.util.ArrayList;
import java.util.Comparator;

/// What Samsung's cameras put behind a photograph: blocks, then a directory of them (`SEFH`), then its length and `SEFT`. A block has a
/// type, a name, and either a line of text or a film.
final class SamsungTrailer {

    private static final int DIRECTORY_HEADER = 12;
    private static final int ENTRY = 12;
    private static final int TAIL = 8;
    private static final int BLOCK_HEADER = 8;
    private static final int MOST = 64;
    private static final int LONGEST_TEXT = 4096;

    /// What [#start] says of a trailer that is not as it should be.
    static final int NONE = -1;

    private SamsungTrailer() {}

    private record Block(long start, long end) {}

    static boolean ends(byte[] file) {
        return file.length >= TAIL + DIRECTORY_HEADER
                && Bytes.ascii(file, file.length - 4, 4).equals("SEFT");
    }

    /// Where it begins; [#NONE] when anything about it is not known.
    ///
    /// @param from where it may begin at the earliest
    static int start(byte[] file, int from) {
        long length = Bytes.u32le(file, file.length - TAIL);
        long head = file.length - TAIL - length;
        if (length < DIRECTORY_HEADER
                || head < from
                || !Bytes.ascii(file, (int) head, 4).equals("SEFH")) {
            return NONE;
        }
        int directory = (int) head;
        long count = Bytes.u32le(file, directory + 8);
        if (count < 1 || count > MOST || length != DIRECTORY_HEADER + count * ENTRY) {
            return NONE;
        }
        var blocks = new ArrayList<Block>();
        for (int i = 0; i < count; i++) {
            int entry = directory + DIRECTORY_HEADER + i * ENTRY;
            long start = head - Bytes.u32le(file, entry + 4);
            blocks.add(new Block(start, start + Bytes.u32le(file, entry + 8)));
        }
        blocks.sort(Comparator.comparingLong(Block::start));
        long at = blocks.getFirst().start;
        for (var block : blocks) {
            if (block.start != at || block.start < from || !isKnown(file, block, head)) {
                return NONE;
            }
            at = block.end;
        }
        return at == head ? (int) blocks.getFirst().start : NONE;
    }

    private static boolean isKnown(byte[] file, Block block, long head) {
        if (block.end > head || block.end - block.start < BLOCK_HEADER) {
            return false;
        }
        int start = (int) block.start;
        int end = (int) block.end;
        long name = Bytes.u32le(file, start + 4);
        if (Bytes.u16le(file, start) != 0 || name > end - start - BLOCK_HEADER) {
            return false;
        }
        int data = start + BLOCK_HEADER + (int) name;
        return isText(file, start + BLOCK_HEADER, data)
                && (Movie.begins(file, data, end)
                        ? Movie.is(file, data, end)
                        : isText(file, data, end));
    }

    private static boolean isText(byte[] file, int from, int to) {
        if (to - from > LONGEST_TEXT) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (file[i] >= 0 && file[i] < ' ' && file[i] != '\n' && file[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
