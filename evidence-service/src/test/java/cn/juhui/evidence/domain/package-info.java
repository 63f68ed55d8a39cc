/// Tests of the domain.
@NullMarked
package cn.juhui.evidence.domain;

import org.jspecify.annotations.NullMarked;
