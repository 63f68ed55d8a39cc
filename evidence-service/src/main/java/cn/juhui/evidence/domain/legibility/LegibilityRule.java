package cn.juhui.evidence.domain.legibility;

import cn.juhui.evidence.domain.legibility.Legibility.Reason;
import cn.juhui.evidence.domain.picture.Luminance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the lines are between clear, poor and unreadable. They lean towards taking a picture in: only what is really
/// unreadable is refused, and a sharp picture of little contrast is still a sharp one.
///
/// Measured on a corpus of written screens, light, dark, pale and coloured, sharp and blurred: docs/evidence.md has the table.
///
/// @param minSide pixels; below it no text fits
/// @param minContrast between the darkest and the brightest pixels; below it nothing is on the picture
/// @param darkMean mean brightness below which a picture counts as dark
/// @param darkContrast the contrast that a dark picture needs
/// @param clearScore at and above it a picture is clear
/// @param minScore below it a picture is blurred
public record LegibilityRule(
        int minSide,
        int minContrast,
        int darkMean,
        int darkContrast,
        int clearScore,
        int minScore) {

    public static final LegibilityRule DEFAULT = new LegibilityRule(100, 20, 24, 48, 300, 70);

    private static final int MAX_SCORE = 100_000;

    /// @param width of the picture as sent, in pixels
    /// @param height of the picture as sent
    /// @param luminance its pixels, possibly fewer than were sent
    public Legibility judge(int width, int height, Luminance luminance) {
        if (width < minSide || height < minSide) {
            return Legibility.poor(0, Reason.TOO_SMALL);
        }
        var tiles = Tiles.of(luminance);
        var tones = Tones.of(luminance);
        var why = nothingToSee(tones);
        if (why != null) {
            // Or so little that it was left out as noise.
            tones = tones.atLeast(tiles.writtenContrast(darkContrast));
            if (nothingToSee(tones) != null) {
                return Legibility.poor(0, why);
            }
        }
        int score = scoreOf(tiles, tones);
        return score < minScore
                ? Legibility.poor(score, Reason.BLURRED)
                : new Legibility(score, flaws(score, luminance, tones));
    }

    private @Nullable Reason nothingToSee(Tones tones) {
        if (tones.mean() < darkMean && tones.contrast() < darkContrast) {
            return Reason.TOO_DARK;
        }
        return tones.contrast() < minContrast ? Reason.BLANK : null;
    }

    /// Of the whole picture, unless what is sharp in it is only a bar or a frame: then of what is between them. Where something at the
    /// top or at the bottom may be what matters, the picture is not refused for the rest.
    private int scoreOf(Tiles tiles, Tones tones) {
        int whole = score(Sharpness.of(tiles), tones);
        int body = scoreOf(ScreenBody.of(tiles), tiles, tones, whole);
        if (body < minScore) {
            return body;
        }
        int middle = scoreOf(ScreenBody.middleOf(tiles), tiles, tones, whole);
        return middle < minScore ? Math.clamp(middle, minScore, clearScore - 1) : whole;
    }

    /// The whole picture's score where there is nothing to see in the body, or it is about as sharp as the rest.
    private static int scoreOf(ScreenBody body, Tiles tiles, Tones tones, int whole) {
        if (body.showing().isEmpty()) {
            return whole;
        }
        int score = score(Sharpness.of(body.showing(), tiles), tones);
        return score < whole / 2 ? score : whole;
    }

    /// The detail that the picture would have with the full contrast: pale writing is as sharp as black.
    private static int score(Sharpness sharpness, Tones tones) {
        var boost = 255.0 / tones.contrast();
        return (int) Math.min(sharpness.detail() * boost * boost, MAX_SCORE);
    }

    private List<Reason> flaws(int score, Luminance luminance, Tones tones) {
        var flaws = new ArrayList<Reason>();
        if (score < clearScore) {
            flaws.add(Reason.SOFT);
        }
        if (CutEdges.in(luminance, tones.contrast())) {
            flaws.add(Reason.CUT_OFF);
        }
        return flaws;
    }
}
