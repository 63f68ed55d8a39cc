package cn.juhui.evidence.domain.picture;

/// How a photograph is to be turned before people see it (Exif tag 0x0112). What others see carries no Exif, so it is turned
/// for good.
///
/// @param mirrored whether it is flipped left to right first
/// @param quarterTurns clockwise, 0 to 3
public record Orientation(boolean mirrored, int quarterTurns) {

    public static final Orientation UPRIGHT = new Orientation(false, 0);

    /// @param exif 1 to 8; anything else counts as upright
    public static Orientation ofExif(int exif) {
        return switch (exif) {
            case 2 -> new Orientation(true, 0);
            case 3 -> new Orientation(false, 2);
            case 4 -> new Orientation(true, 2);
            case 5 -> new Orientation(true, 3);
            case 6 -> new Orientation(false, 1);
            case 7 -> new Orientation(true, 1);
            case 8 -> new Orientation(false, 3);
            default -> UPRIGHT;
        };
    }

    public boolean swapsSides() {
        return quarterTurns % 2 == 1;
    }
}
