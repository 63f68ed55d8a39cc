package cn.juhui.evidence;

import static cn.juhui.evidence.Files.ascii;
import static cn.juhui.evidence.Files.first;
import static cn.juhui.evidence.Files.hex;
import static cn.juhui.evidence.Files.join;
import static cn.juhui.evidence.Files.jpegWith;
import static cn.juhui.evidence.HostileFiles.JPEG;
import static cn.juhui.evidence.HostileFiles.TRAILING;
import static cn.juhui.evidence.HostileFiles.ZIP;
import static cn.juhui.evidence.HostileFiles.add;

import cn.juhui.evidence.HostileFiles.Hostile;
import java.awt.Color;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Photographs with something behind them, as telephones make them, and as nobody does.
final class PhonePhotos {

    /// A gain map is a picture of its own: small and grey.
    private static final byte[] GAIN_MAP =
            Drawings.jpeg(Drawings.screen(160, 120, 4, 12, Color.GRAY, Color.WHITE));

    private static final byte[] FILM =
            join(
                    box("ftyp", ascii("mp42\0\0\0\0isommp42")),
                    box("mdat", new byte[50_000]),
                    box("moov", box("mvhd", new byte[100])));

    private static final byte[] NOTHING = {};
    private static final byte[] ZEROS = new byte[100];
    private static final String TEXT = "Image_UTC_Data=1717171717171";

    private PhonePhotos() {}

    static void addHonest(Map<String, Supplier<byte[]>> files) {
        files.put("photograph with a gain map", () -> indexed(JPEG, NOTHING, GAIN_MAP));
        files.put(
                "photograph with a gain map and a preview, filled up with zeros",
                () -> indexed(JPEG, ZEROS, GAIN_MAP, JPEG));
        files.put("photograph with a film", () -> announced("MotionPhoto", JPEG, FILM));
        files.put(
                "photograph with a film of the older kind",
                () -> announced("MicroVideo", JPEG, FILM));
        files.put(
                "photograph with a gain map and a film",
                () ->
                        join(
                                indexed(announced("MotionPhoto", JPEG, NOTHING), NOTHING, GAIN_MAP),
                                FILM));
        files.put("photograph with Samsung's trailer", () -> join(JPEG, trailer(ascii(TEXT))));
        files.put(
                "photograph with a gain map and a film in Samsung's trailer",
                () -> join(indexed(JPEG, NOTHING, GAIN_MAP), trailer(ascii(TEXT), FILM)));
        files.put(
                "photograph whose further picture was cut away",
                () -> first(indexed(JPEG, NOTHING, GAIN_MAP), indexed(JPEG, NOTHING).length + 16));
    }

    /// With something behind it that belongs to nothing: it is dropped.
    static Map<String, Supplier<byte[]>> withARest() {
        var files = new LinkedHashMap<String, Supplier<byte[]>>();
        files.put(
                "gain map with more behind it than zeros",
                () -> indexed(JPEG, NOTHING, join(GAIN_MAP, ascii("more"))));
        files.put(
                "gain map with something in front of it",
                () -> indexed(JPEG, ascii("something"), GAIN_MAP));
        files.put(
                "gain map cut in the middle",
                () -> {
                    var whole = indexed(JPEG, NOTHING, GAIN_MAP);
                    return first(whole, whole.length - GAIN_MAP.length / 2);
                });
        files.put("zeros behind a JPEG", () -> join(JPEG, ZEROS));
        files.put("film that nobody announced", () -> join(JPEG, FILM));
        files.put(
                "film of another length than announced",
                () -> join(announced("MotionPhoto", JPEG, FILM), box("free", new byte[8])));
        files.put(
                "film that says it is longer than the file",
                () ->
                        announced(
                                "MotionPhoto",
                                JPEG,
                                join(FILM, hex(0x7f, 0xff, 0xff, 0xff), ascii("mdat"))));
        files.put(
                "Samsung's trailer that says it begins in the photograph",
                () -> {
                    var file = join(JPEG, trailer(ascii(TEXT)));
                    var number = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
                    // The offset of the only block.
                    number.putInt(file.length - 8 - 8, JPEG.length);
                    return file;
                });
        files.put(
                "Samsung's end without its beginning",
                () -> join(JPEG, hex(0xff, 0xff, 0xff, 0x7f), ascii("SEFT")));
        return files;
    }

    static void addHostile(Map<String, Hostile> files) {
        add(
                files,
                "gain map and a ZIP",
                TRAILING,
                () -> join(indexed(JPEG, NOTHING, GAIN_MAP), ZIP));
        add(files, "gain map that is a ZIP", TRAILING, () -> indexed(JPEG, NOTHING, ZIP));
        add(
                files,
                "gain map with a ZIP in its comment",
                TRAILING,
                () -> indexed(JPEG, NOTHING, jpegWith(GAIN_MAP, 0xfe, ZIP)));
        add(
                files,
                "gain map with a web page in its comment",
                TRAILING,
                () ->
                        indexed(
                                JPEG,
                                NOTHING,
                                jpegWith(GAIN_MAP, 0xfe, ascii("<SCRIPT>x()</SCRIPT>"))));
        add(
                files,
                "film with a box that nobody knows",
                TRAILING,
                () -> announced("MotionPhoto", JPEG, join(FILM, box("evil", ZIP))));
        add(
                files,
                "film with a ZIP in a box that is free",
                TRAILING,
                () -> announced("MotionPhoto", JPEG, join(FILM, box("free", ZIP))));
        add(
                files,
                "film with a PDF in a box that is free",
                TRAILING,
                () ->
                        announced(
                                "MotionPhoto",
                                JPEG,
                                join(
                                        box("ftyp", ascii("mp42")),
                                        box("free", ascii("%PDF-1.7")),
                                        FILM)));
        add(files, "Samsung's trailer around a ZIP", TRAILING, () -> join(JPEG, trailer(ZIP)));
        add(
                files,
                "Samsung's trailer behind a ZIP",
                TRAILING,
                () -> join(JPEG, ZIP, trailer(ascii(TEXT))));
    }

    /// An index (MPF) of the photograph and these pictures behind it.
    ///
    /// @param filler in front of each of them
    private static byte[] indexed(byte[] photograph, byte[] filler, byte[]... further) {
        int count = further.length + 1;
        var index =
                ByteBuffer.allocate(4 + 50 + 16 * count)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(ascii("MPF\0II*\0"))
                        .putInt(8)
                        .putShort((short) 3);
        entry(index, 0xb000, 7, 4).put(ascii("0100"));
        entry(index, 0xb001, 4, 1).putInt(count);
        entry(index, 0xb002, 7, 16 * count).putInt(50).putInt(0);
        int first = photograph.length + 4 + index.capacity();
        index.putInt(0x030000).putInt(first).putInt(0).putInt(0);
        int at = first;
        var all = NOTHING;
        for (var picture : further) {
            at += filler.length;
            // Counted from where the index's own header is.
            index.putInt(0).putInt(picture.length).putInt(at - 10).putInt(0);
            at += picture.length;
            all = join(all, filler, picture);
        }
        return join(jpegWith(photograph, 0xe2, index.array()), all);
    }

    private static ByteBuffer entry(ByteBuffer index, int tag, int type, int count) {
        return index.putShort((short) tag).putShort((short) type).putInt(count);
    }

    /// XMP that says that this film is behind the photograph, and the film; of [#FILM]'s length where there is none yet.
    private static byte[] announced(String kind, byte[] photograph, byte[] film) {
        int length = film.length == 0 ? FILM.length : film.length;
        var xmp =
                "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description GCamera:%s=\"1\" Item:Mime=\"video/mp4\" Item:Length=\"%d\"/></x:xmpmeta>"
                        .formatted(kind, length);
        return join(jpegWith(photograph, 0xe1, ascii(xmp)), film);
    }

    private static byte[] box(String type, byte[] content) {
        var head = ByteBuffer.allocate(8).putInt(8 + content.length).put(ascii(type)).array();
        return join(head, content);
    }

    /// Samsung's trailer of blocks with these contents.
    private static byte[] trailer(byte[]... contents) {
        var blocks = new byte[contents.length][];
        int length = 0;
        for (int i = 0; i < contents.length; i++) {
            var head =
                    ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putShort((short) 0)
                            .putShort((short) 0x0a01)
                            .putInt(4);
            blocks[i] = join(head.array(), ascii("Name"), contents[i]);
            length += blocks[i].length;
        }
        int size = 12 + 12 * blocks.length;
        var directory =
                ByteBuffer.allocate(size + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(ascii("SEFH"))
                        .putInt(107)
                        .putInt(blocks.length);
        int back = length;
        for (var block : blocks) {
            directory.putInt(0x0a010000).putInt(back).putInt(block.length);
            back -= block.length;
        }
        directory.putInt(size).put(ascii("SEFT"));
        return join(join(blocks), directory.array());
    }
}
