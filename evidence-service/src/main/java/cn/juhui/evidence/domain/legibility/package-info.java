/// Whether a person can read what is on a picture.
@NullMarked
package cn.juhui.evidence.domain.legibility;

import org.jspecify.annotations.NullMarked;
