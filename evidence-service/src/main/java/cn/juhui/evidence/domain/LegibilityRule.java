package cn.juhui.evidence.domain;

import cn.juhui.evidence.domain.Legibility.Reason;

/// Where the lines are between clear, soft and unreadable. They lean towards taking a picture in: only what is really
/// unreadable is refused, and a sharp picture of little contrast is still a sharp one.
///
/// Measured on rendered text screens, light and dark, 3 to 40 lines, and on JPEG copies of them: sharp ones have a detail of 3,000 and
/// more, blurred by σ = 1 pixel 300 to 1,000, by σ = 2 at most 135, by σ = 3 at most 40. The crispness of sharp text
/// is about 1.4 whatever its contrast, of σ = 1 about 0.2, of σ = 2 below 0.06.
///
/// @param minSide pixels; below it no text fits
/// @param minContrast between the darkest and the brightest pixels; below it nothing is on the picture
/// @param darkMean mean brightness below which a picture counts as dark
/// @param darkContrast the contrast that a dark picture needs
/// @param clearDetail at and above it a picture is clear
/// @param minDetail below it a picture is blurred
/// @param clearCrispness at and above it a picture with enough detail is clear
/// @param sharpCrispness at and above it a picture is clear even with little detail
public record LegibilityRule(
        int minSide,
        int minContrast,
        int darkMean,
        int darkContrast,
        int clearDetail,
        int minDetail,
        double clearCrispness,
        double sharpCrispness) {

    public static final LegibilityRule DEFAULT =
            new LegibilityRule(100, 12, 24, 48, 1200, 150, 0.12, 0.5);

    /// @param width of the picture as sent, in pixels
    /// @param height of the picture as sent
    /// @param luminance its pixels, possibly fewer than were sent
    public Legibility judge(int width, int height, Luminance luminance) {
        if (width < minSide || height < minSide) {
            return Legibility.poor(0, Reason.TOO_SMALL);
        }
        var tones = Tones.of(luminance);
        if (tones.mean() < darkMean && tones.contrast() < darkContrast) {
            return Legibility.poor(0, Reason.TOO_DARK);
        }
        if (tones.contrast() < minContrast) {
            return Legibility.poor(0, Reason.BLANK);
        }
        return judge(Sharpness.of(luminance));
    }

    private Legibility judge(Sharpness sharpness) {
        var score = (int) Math.min(sharpness.detail(), 100_000);
        var sharp = sharpness.crispness() >= sharpCrispness || score >= clearDetail;
        if (sharp || score >= minDetail && sharpness.crispness() >= clearCrispness) {
            return Legibility.clear(score);
        }
        return Legibility.poor(score, score >= minDetail ? Reason.SOFT : Reason.BLURRED);
    }
}
