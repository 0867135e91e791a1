import CaskadeSyntax
import XCTest

/// A database that SQLite 3.40 wrote for this: pages of 512 bytes, 60 rows of which 12 were deleted, rows on overflow pages,
/// an index; and a log with three commits behind it, a column that was added, a row that was, and one that was changed.
enum SQLiteFixture {
  static func file() throws -> [UInt8] { try unpacked(packedFile) }
  static func log() throws -> [UInt8] { try unpacked(packedLog) }

  static func open(_ file: [UInt8], log: [UInt8] = []) throws -> SQLiteDatabase {
    try SQLiteDatabase(
      { part(of: file, $0, $1) }, size: file.count, log: { part(of: log, $0, $1) }, logSize: log.count)
  }

  private static func part(of bytes: [UInt8], _ place: Int, _ count: Int) -> [UInt8]? {
    place >= 0 && place <= bytes.count - count ? Array(bytes[place..<place + count]) : nil
  }

  private static func unpacked(_ text: String) throws -> [UInt8] {
    let packed = try XCTUnwrap(Base64.decode(text.filter { !$0.isWhitespace }))
    return try XCTUnwrap(Inflate.bytes(packed[...], atMost: 1 << 20))
  }

  // Base64 of a zlib stream.
  private static let packedFile = """
    eNrtXQtQXNUZ/v9dYAF5BBKyEEJcIAQIEPbefUMslyQY0xBiniZqBAJrQh4QYKlkTBoxLzBG2/iqHW11arWOtmOnVjtxHJOOTqv1kWqt6XTsODpO
    bY3taKe+NT2PmxPIJqkoJAv3//acs//ec88995x////857/3nrtsSX1bJOy6uqNrc3PE5QEb2GxguFwAjASIsJjOYiaLcWY8AYT/DxvMasF4vjN+
    xn8nyS9CbMBhTxW8+TewQBj/SMc4pxO7w92NWuU1HV0bHcmC/x8BCwTrINHuTBL/gnhcAi6cw7dF8DP8EN/HY/gmvo5H8RV8Fp/Gp/Ag/hofwfvx
    XrwL78D92I878bu4FSPYgWFswitwJdbjfJwz+GOp3txSzZLNVSxZF8INwMc7aA2wpNnPkqt8LFnlxQMyY4XOkks1liysZMnsCpaEilnim8ESrQgf
    kvtVFrKkooAlZfksKXbhizKjaBpLCvJYMi2XJc5slmTxAXpiBv5d7pLJx+yMNJZM4Ao+LYUlIiOVy3tKEksucLAkOd4m5P99nheQX4TxDn+yPQe3
    dEUa9dA0yf8P+OY58osw7lGbZDeNgEmpWAB22A+4EJ+F/eyHBz8+bZm+TLvDmZWF1zvYTpePznmdrCPSvHZTeEtzV4THuLlL62qX17mW186pr3M1
    8U1NrpKmttYmVyTcG3FdunTBotqlq10L61aXu5pYu7rbOtobVXbD4uWuhhX19SyvvWfz2nBXk6utPRJeF+7ie69v7go3ubrCzZvYr9bmSPMppUpZ
    f5R+pbPfhg5nbi72LRYnb56G+WUb2gRz61la0drWFW6JdHRtjW5EpG1zuLFnCzvXcKtqSmmFLcFZm4vQ1t4a7u3u3MRmdY3NPZEO8bvxRKdoJmHn
    NoAYEIT8fwIsEKyE+Hg7TIDjnP92nAH4Gm7HGdQtp8eKBCnaKES7paOHCV2r+ZU4RLTNja6SdteChuV18+uWDhXsgmZXQcHaAtfaTR1rS1fFJzgr
    snC7kFGu1hpPKi/xO8E89oKGeXWrpOYbvEuTa3HDSX04SPGVFsclOKuzzqQNxHE0nsan4rsQBzsAH8VW+JQRO85px26Nd+Q4MalvNTdH3F4xJhlu
    b+85wPo4XrWjr1hU7eFVu9+ueUeel9szgjU12BN4TT2iIp1XpCfWvGFWpA//eD6bON5ccTxN9NnxmiPm8bQzFuPThCgGpGILIDwMLDwc61LY53Uw
    ltkc118kWu4XLIOjNabB4vb3xiTYqd0ds32aKpy0DYBulnxzDjUmcQ7hznzBoaD4r9vA5g72jhP0LUqU/8EO0cKAkL4vH6z53PwPBsZYe4T9B18C
    D9ZD345kwc2dywQ3Q0KjfFFs2ExuhnrHOyT/nwcexjqu11IEN3cFODc1MTLqn75gJMhsTeslnGZw4shgcRKLOSxeyCKfCfBZr5tFD4sXsfgtFhew
    +G0WV7J4GYtXsBhm8WoWN9A8YexByv9B4GGMSfvcVGFr7GoT0i7sanfCIbumk1QPV///EHiIMf62pAltvjtX8FdM0LSPNhrJpjb3EPNGjP99wMP5
    YfO2dMnmRYLNwgWgJ//GSDHZ7CUejT7/V8oRfcSwszhD6OY9mmCqmKlrEyBO81OPx6T9R7C0/ecHHoYh3/MzhdLe0yLkW3hB9GMvGRmm0g6QYI0h
    +adesK7yTsXvQDwMAL6M96EB7zNy4Lwool1rsoVKGUgXd6YIc18/stVwymzdMzL9NXXXPKeop3+NqEdMG7XSHxiTzXr0YR0ud1fZZHm4MnE44XNy
    //UVw7zSomunKzWFxVnD0LZbJ4k69s4X2lZ4KbW3fcZEU9uGBh87e2fTRLl3lthb+ODdk39vZJp7BwfvPZnknxQDwdogeSH7j0D8JxD/CVbz/x4D
    G4QA97AkNAyjYXdJrphm3FAkJj7CxavP+5kxxZz4+GPuf+6CGLzKZU5+O3KEv3ygVnSmuAji9kOC7h3lPskj65dAWpDGf4JVx39+/+9KQO9IXgHe
    vSxPjGf7ksR4JnyQ2opDDj04DuSlcHftVGn6XCZaJ65+uX+VZ+Sapk9g7LQln+Sf9D/1grX1P6IN0GZV63d39zShzfdVy0fixUT2nicMc2qkh8az
    7E+n2Q/d/4NwBODI+GjPniKXkOYbL+TS7JFPR+6717hQZnvoGZAh8l9C4z/ZfwTy/xEsbP/Dk8DD2Bvsg/lssLfjjUvEYC+XVoDrINFDz4B9Nd0/
    k+Sf5B/5+hSxuETFnlUFXL4d++1CvuUaLce7f2y4rpPWPD0D+A3lv5zkn+QfYRfwcN7EvLNQirlPiLlcBQru7DfyzUk7PQM6WvI/i2Y/5P9DWA08
    jCj2Ti0StvlNOUKozcW6HjOSPPQMcOzIv07jP/n/COT/I1jZ/g/BsO79FuP77BnCaL9poRjf5UKIx6sKjQJzbk5rAIwB3e9NhrfACb8FfBffwFfx
    OXwUH8Qf4S24HbtwHV6JF2M1urEI0zEOPoF/wVF4ge0++PM4PAz3wu2wD66DHtgAjUP/KH8cZe2lXmYQzFNkYKoi/bk4BS44dV9vjiI92YrUnYrU
    JuOSqGJaaJIigxMVGchUpD8D+6OLedMV6UlTpJ6qSC0Fn4oq5g4lKzKYpMhAoiL9Dvwwupg3XpGeOEXqdkVq/F4fcxmtZIhANlwFuA078Wq8Auuw
    CitxOqahHT6G9+A1eB4Ow2NwD9wGN8AOaIOr8L/4z8GfofX7AtG88QWqFOkPwUNRJ+3zBhTpUe+n8Ok+RWpeeDOqmDekKzKoKTLgVqS/EnOii3kr
    FOkpV6RepkhtJl4aVcwTKlFksFiRgRmK9Bfh3uhi3kJFegoUqecrUuOPprScIznxhWYrMlhN4z+N/8gfjXKdYZhfUSyH+e3yby8vsf15lVFo+uaC
    1IdjePwPslhNPWHt+T/1gnXdOal4H8TDar7+Uw9WMFtv9Qh5gvtbK4T/9/ul0uISAwfWH7rA6x2lhs/vX1ouxqrvXSMtO7k2/7ObjSI5JfV6vlkF
    df2hMllBnbQXhU8b89cbRbLNXv0rHWduv2umPM5EaWyKvvnyg98Z080T1QbvXjO86zR720vEwW+ulDarvGievcAoNCfmoUHHriLvF4FgaRg0bJL9
    R7AmkuFayIJOwL/gE3g37sC5WIQO+Af8HG5mm3fDT+BOOAyP43v4Ev6S2YiXnfyw3HX4Fj6DD+AAbsRFWIkZ8B94FR5nZa6FNcCSSadqmxOvHnWX
    wB9OOCHVtjJFFSnKqyhNUQWKqlJUgFU97cxaTu03lZ3kmc8qByvPkjsZF50ldyI2n9oiLQMHzlxCS1NlU/GBsxw5GZ+JOnKiynXgW1G58So3Dj+K
    yuUO4CTT//snmAKPAX6Ib+JRfBGfxuk4AT6Hd+AQPoJ34QHsx+/iBmwSb/kO4iycggnwN3iOFRr6OYc40RB9tmpStdoWgg9ObbDuV/v5cE5Ud+hq
    P7faVqm2Vaht5WrbTEUVYySqtnxFTVNUrqKy8f6oEpmKSldUiqKS8GBUCTsei2rHDEUVKsqlqLyTXn+1ja+uO4+0II3/BMvy/2LqBZJ/gmX5fwn1
    Ask/wbr8JxAIFn3+BzcDwmFg4fCYbMBAXqW43HkgVd7vJ9wauC1oFJvXZP0xo2jrWbwl9npwEY2CZP8RLMv/xdQLJP8Ea0Ku/90KWM2S0TLRLtHE
    rYAHOuWDGvK2uUcgxRscw2KzZMDvlpZnjXzoRN7Ft6HTKDbv4gvEfiMaWFxKUkD6n2BZ/i+nXiD5J1jX/kNMAkyyuCN0YL0urLlbCuWDxfLhEW+H
    UWJac6HxKPvLyANOIFj4+g/X//Aa8DCOcMMUr9Dmtzrk4hHC5fDFJ68apVKb++g9EEL/82c9L6eeIPufYF3+EyyNNSQFpP8JFvb/wDPAw9i19st9
    4gLjrSG5apx8xrHISPXRe2DOLvtXsthEPUH6n2Bl/f9T4CF29Xu9X3pzNsoFQsWdFl8c7DZmmt4ceg/Q15R9vlZvC/UE6X+ClfX/jcDDeVfz4YBQ
    87flySWhhdPeti7bKJP5PnoP1EjL/lpyfxEIVr/+2ww8jAr2TQgJ38zt5ur/wna3/QLSfPQesPOv/9ez2EY9QfY/wbr8J1gam0gKSP8TrOz/qQUe
    vp59764STpvbPfJFX/JOy/I7jHLTN0/vAYxh2d/IYgf1BOl/gpX1fwnwcFY1v6BaqvmwfHGgvMXm0xKjwvTNB6kvx6Dst7PYRT1h6f9AN/UCjf+E
    Mc/Gr3/9B18GFgjjAvvWzhaW2h1O+bZnccHt89efNCrMCfng9/91/g90X+4y
    """

  private static let packedLog = """
    eNozr2drYtB9JMHAwMQABIz5+o/ufnzr3rZ5rVHTp3M/JEBiIAmY+BuTtXt5d2zaHhzok1mSqpCWX5SbWKJgDNTNxMTgoKDAADGoBIj5gVgIiFmB
    mIUBARgZCAMmBr1kRpBGRsbfID4nhBoFgwOwM4MIUDzD0oXK3IOFu7c+nMnLqMTAzNDLwKjPeJKhF8gxZvyB1YhGIWZ2cVFRxiZ2oKIo2jgTYUdJ
    YlJOakFiUQkIszgHuTqGuCqEODr5uCokgIQSFDQSMlMSFEpSK0oUAoI8fR2DIhW8XSN1FBKKU4uLM/Pz4uHSfv4hCn6hPj5AubzS3KTUogSFzLyS
    1PTUIpDqjMSi1ASFotTEHCAvJbEkEU2XJjA8eBEuFGdkF5eWZmxiBbsQaheUYkJ1J1QUj1NTMotSk0vyiyoxXVqSmZsaX1oAdFBqCpJ7SzJLclIh
    ilNS0xJLc0oU1P3y81LVNXWZ2MQdpRkZMvNSUiuKC3OAuT0+sbQkH8yPhwWKIZQBSg8c8LyLVF5YVpYeNfbRdQJ5mYnxKgPjeyAxCoYHkGBiFVdk
    FAamgXgj/dSc4tTyjNSiVI6Q8nx+RhZxcUaQhKF+eX5RNqisYEYuL+76RDtX7TOdxAVOF28ZGL8DiVEwvAEnMyRNGDFxMItzglMHUJQLOV2ccnSV
    MLQxSeNl3AJsNNQzMN5lTGH4BWTU09WllazskuKMnI2RBUUl8QYmYKc6GJhU0AFksICsZm9UB1ttDLLa4Kn9C4i7DIypaJMfMxvIplKwRUbgiOGw
    fwC1yIh084DaNIkKXUUmsMXSYIsNwYH73/4CRC45IzEvPTUFAC3tXfE=
    """
}
