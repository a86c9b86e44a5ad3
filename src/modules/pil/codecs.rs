//! Codecs that crates do the work of: JPEG, WebP, TIFF; and the LZW of GIF.
//!
//! Not to be had from them, and therefore refused by name: lossy WebP for writing, compressed
//! TIFF for writing, arithmetic-coded JPEG.

use std::io::Cursor;

use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, Limits};

use super::picture::{Mode, Picture};

/// The mode of a decoder's pixels.
fn mode_of(colour: ColorType) -> Mode {
    match colour {
        ColorType::L8 => Mode::L,
        ColorType::La8 | ColorType::La16 => Mode::La,
        ColorType::L16 => Mode::I16,
        ColorType::Rgba8 | ColorType::Rgba16 | ColorType::Rgba32F => Mode::Rgba,
        _ => Mode::Rgb,
    }
}

/// A decoder's limits: pictures whose pixels take more memory are refused.
fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(1 << 31);
    limits
}

fn format_of(name: &str) -> Option<ImageFormat> {
    Some(match name {
        "JPEG" => ImageFormat::Jpeg,
        "WEBP" => ImageFormat::WebP,
        "TIFF" => ImageFormat::Tiff,
        "BMP" => ImageFormat::Bmp,
        _ => return None,
    })
}

/// Size and mode of a picture, from its head.
///
/// # Errors
/// The decoder's words.
pub fn head(name: &str, data: &[u8]) -> Result<(u32, u32, Mode), String> {
    let format = format_of(name).ok_or_else(|| format!("no decoder for {name}"))?;
    let mut reader = image::ImageReader::with_format(Cursor::new(data), format);
    reader.limits(limits());
    let decoder = reader.into_decoder().map_err(|e| e.to_string())?;
    let (width, height) = decoder.dimensions();
    Ok((width, height, mode_of(decoder.color_type())))
}

/// The pixels of a picture.
///
/// # Errors
/// The decoder's words.
pub fn decode(name: &str, data: &[u8]) -> Result<Picture, String> {
    let format = format_of(name).ok_or_else(|| format!("no decoder for {name}"))?;
    let mut reader = image::ImageReader::with_format(Cursor::new(data), format);
    reader.limits(limits());
    let picture = reader.decode().map_err(|e| e.to_string())?;
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mode = mode_of(picture.color());
    let bytes = match (mode, picture) {
        (Mode::I16, p) => {
            let p = p.into_luma16();
            p.as_raw().iter().flat_map(|v| v.to_le_bytes()).collect()
        }
        (Mode::L, p) => p.into_luma8().into_raw(),
        (Mode::La, p) => p.into_luma_alpha8().into_raw(),
        (Mode::Rgba, p) => p.into_rgba8().into_raw(),
        (_, DynamicImage::ImageRgb8(p)) => p.into_raw(),
        (_, p) => p.into_rgb8().into_raw(),
    };
    Ok(Picture {
        mode,
        width,
        height,
        data: bytes,
    })
}

/// How a JPEG is written.
pub struct JpegOptions {
    pub quality: u8,
    pub progressive: bool,
    pub optimize: bool,
    /// 0: 4:4:4, 1: 4:2:2, 2: 4:2:0.
    pub subsampling: i64,
    pub density: (u16, u16),
}

/// A picture as JPEG, with segments that go after the head.
///
/// # Errors
/// The encoder's words.
pub fn encode_jpeg(
    source: &Picture,
    options: &JpegOptions,
    segments: &[(u8, Vec<u8>)],
) -> Result<Vec<u8>, String> {
    use jpeg_encoder::{ColorType, Encoder, PixelDensity, SamplingFactor};
    let colour = match source.mode {
        Mode::L | Mode::One => ColorType::Luma,
        Mode::Rgb => ColorType::Rgb,
        Mode::Rgbx => ColorType::Rgba,
        Mode::Cmyk => ColorType::Cmyk,
        Mode::YCbCr => ColorType::Ycbcr,
        other => return Err(format!("cannot write mode {} as JPEG", other.name())),
    };
    let too_large = || "encoder error".to_owned();
    let width = u16::try_from(source.width).map_err(|_| too_large())?;
    let height = u16::try_from(source.height).map_err(|_| too_large())?;
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, options.quality);
    encoder.set_chroma_subsampling_method(jpeg_encoder::ChromaSubsamplingMethod::Average);
    encoder.set_sampling_factor(match options.subsampling {
        0 => SamplingFactor::R_4_4_4,
        1 => SamplingFactor::R_4_2_2,
        _ => SamplingFactor::R_4_2_0,
    });
    encoder.set_progressive(options.progressive);
    encoder.set_optimized_huffman_tables(options.optimize || options.progressive);
    if options.density.0 != 0 {
        encoder.set_density(PixelDensity {
            density: options.density,
            unit: jpeg_encoder::PixelDensityUnit::Inches,
        });
    }
    for (number, bytes) in segments {
        encoder
            .add_app_segment(*number, bytes.clone())
            .map_err(|e| e.to_string())?;
    }
    encoder
        .encode(&source.data, width, height, colour)
        .map_err(|e| e.to_string())?;
    Ok(out)
}

/// How a picture is written as WebP, in libwebp's numbers.
pub struct WebpOptions {
    pub lossless: bool,
    pub quality: f32,
    pub alpha_quality: i32,
    pub method: i32,
    /// Colours where nothing is seen stay as they are.
    pub exact: bool,
}

/// Why a picture was not written as WebP.
pub enum WebpProblem {
    Memory,
    /// In Pillow's words.
    Words(String),
}

/// A picture as WebP.
///
/// # Errors
/// [`WebpProblem`]
pub fn encode_webp(source: &Picture, options: &WebpOptions) -> Result<Vec<u8>, WebpProblem> {
    let words = |words: &str| WebpProblem::Words(words.to_owned());
    let layout = match source.mode {
        Mode::Rgb => webp::PixelLayout::Rgb,
        Mode::Rgba => webp::PixelLayout::Rgba,
        other => {
            let name = other.name();
            return Err(WebpProblem::Words(format!(
                "cannot write mode {name} as WEBP"
            )));
        }
    };
    let longest = source.width.max(source.height);
    if source.width == 0 || source.height == 0 {
        return Err(WebpProblem::Memory);
    }
    let mut config = webp::WebPConfig::new().map_err(|()| words("failed to initialize config!"))?;
    config.lossless = options.lossless.into();
    config.quality = options.quality;
    config.alpha_quality = options.alpha_quality;
    config.method = options.method;
    config.exact = options.exact.into();
    let is_valid = (0.0..=100.0).contains(&config.quality)
        && (0..=100).contains(&config.alpha_quality)
        && (0..=6).contains(&config.method);
    if !is_valid {
        return Err(words("invalid configuration"));
    }
    if longest > 16383 {
        return Err(words(
            "encoding error 5: Image size exceeds WebP limit of 16383 pixels",
        ));
    }
    // The encoder panics if there are fewer bytes than the size asks for: a picture has them all.
    let (width, height) = (source.width as u32, source.height as u32);
    let encoder = webp::Encoder::new(&source.data, layout, width, height);
    match encoder.encode_advanced(&config) {
        Ok(made) => Ok(made.to_vec()),
        Err(webp::WebPEncodingError::VP8_ENC_ERROR_OUT_OF_MEMORY) => Err(WebpProblem::Memory),
        Err(number) => Err(WebpProblem::Words(format!(
            "encoding error {}",
            number as i32
        ))),
    }
}

/// Numbers of a GIF's LZW code, up to `limit` of them; fewer if the data ends early.
pub fn lzw_decode(data: &[u8], bits: u32, limit: usize) -> Option<Vec<u8>> {
    if !(1..=11).contains(&bits) {
        return None;
    }
    let clear = 1_usize << bits;
    let end = clear + 1;
    let mut out: Vec<u8> = Vec::new();
    // Of each code: where its text began in the output, and how long it is.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut size, mut buffer, mut have) = (bits + 1, 0_u32, 0);
    let mut last: Option<(usize, usize)> = None;
    for byte in data {
        buffer |= u32::from(*byte) << have;
        have += 8;
        while have >= size {
            let code = (buffer & ((1 << size) - 1)) as usize;
            buffer >>= size;
            have -= size;
            if code == clear {
                table.clear();
                size = bits + 1;
                last = None;
                continue;
            }
            if code == end || out.len() >= limit {
                out.truncate(limit);
                return Some(out);
            }
            let start = out.len();
            if code < clear {
                out.push(code as u8);
            } else if let Some((at, length)) = table.get(code - end - 1).copied() {
                for i in at..at + length {
                    out.push(*out.get(i)?);
                }
            } else {
                let (at, length) = last.filter(|_| code == end + 1 + table.len())?;
                for i in at..at + length {
                    out.push(*out.get(i)?);
                }
                out.push(*out.get(at)?);
            }
            if let Some((at, length)) = last
                && table.len() + end + 1 < 4096
            {
                table.push((at, length + 1));
                if table.len() + end + 1 == 1 << size && size < 12 {
                    size += 1;
                }
            }
            last = Some((start, out.len() - start));
        }
    }
    out.truncate(limit);
    Some(out)
}

/// Numbers as a GIF's LZW code.
pub fn lzw_encode(data: &[u8], bits: u32) -> Vec<u8> {
    let bits = bits.clamp(2, 8);
    let clear = 1_u32 << bits;
    let mut out = Vec::new();
    let (mut buffer, mut have) = (0_u64, 0);
    let mut emit = |code: u32, size: u32, flush: bool| {
        buffer |= u64::from(code) << have;
        have += size;
        while have >= 8 || (flush && have > 0) {
            out.push(buffer as u8);
            buffer >>= 8;
            have = have.saturating_sub(8);
        }
    };
    let mut table = std::collections::HashMap::<(u32, u8), u32>::new();
    let (mut next, mut size) = (clear + 2, bits + 1);
    emit(clear, size, false);
    let mut current: Option<u32> = None;
    for byte in data {
        let Some(prefix) = current else {
            current = Some(u32::from(*byte));
            continue;
        };
        if let Some(code) = table.get(&(prefix, *byte)) {
            current = Some(*code);
            continue;
        }
        emit(prefix, size, false);
        if next < 4096 {
            table.insert((prefix, *byte), next);
            if next == 1 << size && size < 12 {
                size += 1;
            }
            next += 1;
        } else {
            emit(clear, size, false);
            table.clear();
            next = clear + 2;
            size = bits + 1;
        }
        current = Some(u32::from(*byte));
    }
    if let Some(code) = current {
        emit(code, size, false);
    }
    emit(clear + 1, size, true);
    out
}
