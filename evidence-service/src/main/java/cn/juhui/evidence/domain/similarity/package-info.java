/// Whether two pictures show the same.
@NullMarked
package cn.juhui.evidence.domain.similarity;

import org.jspecify.annotations.NullMarked;
