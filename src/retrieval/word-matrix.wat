;; `compare`: the products of rows of floats with one vector. A row's length is a multiple of 8; two registers of four running sums.
(module
  (memory (export "memory") 1)
  (func (export "compare")
    (param $row i32) (param $count i32) (param $vector i32) (param $length i32) (param $product i32)
    (local $end i32) (local $at i32) (local $low v128) (local $high v128)
    (local.set $end (i32.add (local.get $vector) (i32.shl (local.get $length) (i32.const 2))))
    (block $done
      (loop $rows
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $low (v128.const f32x4 0 0 0 0))
        (local.set $high (v128.const f32x4 0 0 0 0))
        (local.set $at (local.get $vector))
        (loop $eight
          (local.set $low
            (f32x4.add (local.get $low)
              (f32x4.mul (v128.load (local.get $row)) (v128.load (local.get $at)))))
          (local.set $high
            (f32x4.add (local.get $high)
              (f32x4.mul (v128.load offset=16 (local.get $row)) (v128.load offset=16 (local.get $at)))))
          (local.set $row (i32.add (local.get $row) (i32.const 32)))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br_if $eight (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $low (f32x4.add (local.get $low) (local.get $high)))
        (f32.store (local.get $product)
          (f32.add
            (f32.add (f32x4.extract_lane 0 (local.get $low)) (f32x4.extract_lane 1 (local.get $low)))
            (f32.add (f32x4.extract_lane 2 (local.get $low)) (f32x4.extract_lane 3 (local.get $low)))))
        (local.set $product (i32.add (local.get $product) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $rows)))))
