/// What a piece of evidence is, which files become one, and who may see it: plain Java.
@NullMarked
package cn.juhui.evidence.domain;

import org.jspecify.annotations.NullMarked;
